import { describeObject, identityOf } from '../../model/kubeObject';
import { kindKey } from '../../model/podTemplate';
import { RenderedObject } from '../../model/rendering';
import { updateAt } from '../../model/update';
import { namespaceMentions } from './namespaceMentions';
import { describeRendered } from './problems';
import { moveReferences } from './moveReferences';
import { NormalisedRender, NormaliseOptions } from './types';

/**
 * Takes a render that names namespaces of its own as if it had been written for the staging's: its objects and
 * what they say of each other move; Namespaces are left out and give their labels. What is named elsewhere, in a
 * namespace that the render has nothing in, stays as it is. Text is not changed, only pointed at.
 */
export function rewriteNamespace(
  objects: readonly RenderedObject[],
  options: Pick<NormaliseOptions, 'namespace' | 'scopeOf'>,
): NormalisedRender {
  const { namespace } = options;
  const brought = objects.filter(isNamespace);
  const others = objects.filter(rendered => !isNamespace(rendered));
  const leaving = groupByForeign(others, options);
  const old = new Set([
    ...leaving.keys(),
    ...brought
      .map(({ object }) => object.metadata.name)
      .filter(name => name !== namespace),
  ]);
  const accounts = namesOf(others, '/ServiceAccount');
  const moved = others.map(({ object, source }) => {
    const placed = old.has(object.metadata.namespace ?? '')
      ? updateAt(object, ['metadata', 'namespace'], () => namespace)
      : object;
    return {
      source,
      ...moveReferences(placed, { old, namespace, accounts }),
    };
  });
  return {
    objects: moved.map(({ object, source }) => ({ object, source })),
    namespaceLabels: labelsOf(brought),
    notices: [
      ...brought.map(describeLeftOut),
      ...[...leaving].map(
        ([name, names]) =>
          `Moved from namespace ${name} to ${namespace}: ${names.join(', ')}`,
      ),
      ...moved.flatMap(rendered =>
        rendered.fields.map(
          field =>
            `${describeRendered(rendered)}: ${field} now names ${namespace}`,
        ),
      ),
      ...describeMentions(moved, old),
    ],
  };
}

function isNamespace({ object }: RenderedObject): boolean {
  return kindKey(object) === '/Namespace';
}

/** The namespaced objects that name another namespace, by that one, as messages name them. */
function groupByForeign(
  objects: readonly RenderedObject[],
  { namespace, scopeOf }: Pick<NormaliseOptions, 'namespace' | 'scopeOf'>,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { object } of objects) {
    const given = object.metadata.namespace;
    if (given === undefined || given === namespace) continue;
    if (scopeOf(object.apiVersion, object.kind) !== 'namespaced') continue;
    const name = describeObject(identityOf(object));
    groups.set(given, [...(groups.get(given) ?? []), name]);
  }
  return groups;
}

function describeMentions(
  objects: readonly RenderedObject[],
  old: ReadonlySet<string>,
): string[] {
  const services = namesOf(objects, '/Service');
  return objects.flatMap(rendered =>
    namespaceMentions(rendered.object, old, services).map(
      ({ field, text }) =>
        `${describeRendered(
          rendered,
        )}: ${field} names ${text}, which was not rewritten; write the name of the Service alone`,
    ),
  );
}

function namesOf(
  objects: readonly RenderedObject[],
  kind: string,
): ReadonlySet<string> {
  return new Set(
    objects
      .map(({ object }) => object)
      .filter(object => kindKey(object) === kind)
      .map(({ metadata }) => metadata.name),
  );
}

/**
 * Labels that do not come along: the API server sets the name itself, and how strictly pods are checked is the
 * platform's to say, not the template's.
 */
const LEFT_BEHIND =
  /^(kubernetes\.io\/metadata\.name$|pod-security\.kubernetes\.io\/)/;

function labelsOf(
  namespaces: readonly RenderedObject[],
): Record<string, string> {
  return Object.fromEntries(
    namespaces
      .flatMap(({ object }) => Object.entries(object.metadata.labels ?? {}))
      .filter(([label]) => !LEFT_BEHIND.test(label)),
  );
}

function describeLeftOut(rendered: RenderedObject): string {
  const labels = Object.keys(labelsOf([rendered]));
  return `${describeRendered(
    rendered,
  )} was left out: the staging makes its namespace itself${
    labels.length > 0
      ? `, with the labels ${labels.join(', ')} of this one`
      : ''
  }`;
}
