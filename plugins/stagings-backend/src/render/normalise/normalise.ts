import { hookEventsOf } from '../../model/hook';
import { identityKey, identityOf, KubeObject } from '../../model/kubeObject';
import { RenderedObject } from '../../model/rendering';
import { cleanObject } from './cleanObject';
import { contentProblems } from './contentProblems';
import { fillDefaults } from './fillDefaults';
import { label } from './label';
import { omitScaledReplicas } from './omitScaledReplicas';
import { place } from './place';
import { describeRendered, Problem, refusal, throwProblems } from './problems';
import { rewriteNamespace } from './rewriteNamespace';
import { NormalisedRender, NormaliseOptions } from './types';
import { withDefinitions } from './withDefinitions';

/** A staging with more objects than this is a mistake in a loop of a template. */
const MAX_OBJECTS = 500;
/** Of all objects as JSON. */
const MAX_BYTES = 8 * 1024 * 1024;
/** Of one object as JSON; the stores of clusters take hardly more. */
const MAX_OBJECT_BYTES = 1024 * 1024;

function sizeProblems(objects: readonly RenderedObject[]): Problem[] {
  if (objects.length === 0) {
    return [
      {
        reason: 'EmptyRender',
        message: 'The template made no objects at all',
        hint: 'Check the template and the values that switch its parts off.',
      },
    ];
  }
  const sizes = objects.map(({ object }) =>
    Buffer.byteLength(JSON.stringify(object)),
  );
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const excess =
    objects.length > MAX_OBJECTS
      ? `${objects.length} objects, but a staging may have at most ${MAX_OBJECTS}`
      : bytes > MAX_BYTES &&
        `${Math.ceil(
          bytes / 1024,
        )} KiB of objects, but a staging may have at most ${
          MAX_BYTES / 1024
        } KiB`;
  if (!excess) return tooLarge(objects, sizes);
  return [
    {
      reason: 'RenderTooLarge',
      message: `The template made ${excess}`,
      hint: 'Look for a loop in the template, or divide it into several.',
    },
  ];
}

function tooLarge(
  objects: readonly RenderedObject[],
  sizes: readonly number[],
): Problem[] {
  return objects.flatMap((rendered, index) => {
    const size = sizes[index] ?? 0;
    if (size <= MAX_OBJECT_BYTES) return [];
    return [
      refusal(
        rendered,
        `${describeRendered(rendered)} has ${Math.ceil(
          size / 1024,
        )} KiB, but an object may have at most ${MAX_OBJECT_BYTES / 1024} KiB`,
        'Divide it into several, or have the application fetch the data.',
      ),
    ];
  });
}

function identityProblems(objects: readonly RenderedObject[]): Problem[] {
  const seen = new Map<string, RenderedObject[]>();
  return objects.flatMap(rendered => {
    const key = identityKey(identityOf(rendered.object));
    const namesakes = seen.get(key) ?? [];
    seen.set(key, [...namesakes, rendered]);
    const first = namesakes.find(({ object }) =>
      areTogether(object, rendered.object),
    );
    if (!first) return [];
    const { kind, metadata } = rendered.object;
    return [
      refusal(
        rendered,
        `${kind} ${metadata.name} is there twice: in ${first.source} and in ${rendered.source}`,
        'Remove or rename one of the two.',
      ),
    ];
  });
}

/** Hooks for different events are never in the cluster at the same time. */
function areTogether(one: KubeObject, other: KubeObject): boolean {
  const events = hookEventsOf(one);
  const others = hookEventsOf(other);
  const isPlain = events.length === 0 || others.length === 0;
  return isPlain || events.some(event => others.includes(event));
}

/**
 * Brings a render into the form that is checked and applied: cleaned, in the staging's namespace, labelled.
 * @throws TerminalError with every problem of the render in `problems`
 */
export function normalise(
  objects: readonly RenderedObject[],
  options: NormaliseOptions,
): NormalisedRender {
  throwProblems(sizeProblems(objects));
  const placed: RenderedObject[] = [];
  const problems: Problem[] = [];
  const moved = moveAll(objects, options);
  const notices = [...moved.notices];
  const scopeOf = withDefinitions(options.scopeOf, moved.objects);
  for (const rendered of moved.objects) {
    const placement = place(rendered, { ...options, scopeOf });
    if (placement.place === 'refuse') problems.push(placement.problem);
    if (placement.place === 'drop') notices.push(placement.notice);
    if (placement.place === 'keep') {
      placed.push({ object: placement.object, source: rendered.source });
      problems.push(...contentProblems(rendered));
    }
  }
  problems.push(...identityProblems(placed));
  throwProblems(problems);
  throwProblems(sizeProblems(placed));

  const labelled = placed.map(({ object, source }) => ({
    object: label(fillDefaults(object), options.labels, options.annotations),
    source,
  }));
  return {
    objects: omitScaledReplicas(labelled),
    namespaceLabels: moved.namespaceLabels,
    notices,
  };
}

function moveAll(
  objects: readonly RenderedObject[],
  options: NormaliseOptions,
): NormalisedRender {
  const cleaned = objects.map(({ object, source }) => ({
    object: cleanObject(object),
    source,
  }));
  return options.rewriteNamespace
    ? rewriteNamespace(cleaned, options)
    : { objects: cleaned, namespaceLabels: {}, notices: [] };
}
