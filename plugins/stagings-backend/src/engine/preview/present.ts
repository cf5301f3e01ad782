import {
  PreviewHook,
  PreviewImage,
  PreviewNote,
  PreviewObject,
} from 'backstage-plugin-stagings-common';
import {
  apiVersionOf,
  identityKey,
  identityOf,
  KubeObject,
} from '../../model/kubeObject';
import { PreviewFindings } from '../../model/preview';
import { StagingRecord } from '../../model/staging';
import { deployEvents, Hook, hooksOf } from '../../plan';
import { objectText } from '../../plan/diff';
import { Redactor } from '../../redaction';
import { secretsOfObjects } from '../redaction/secretsOfObjects';
import { explainMissing, LookedUpImage } from '../rendering/images';
import { StagingRender } from '../rendering/render';
import { fitting } from './fitting';
import { ClusterOutlook, ObjectOutlook, RemovalOutlook } from './types';

/** All that was found out. */
export interface Found {
  staging: StagingRecord;
  /** What of it must not be told. */
  known: Redactor;
  render: StagingRender;
  hooks: Hook[];
  images: LookedUpImage[];
  outlook: ClusterOutlook;
}

/** Puts what was found into the answer: masked, and not larger than an answer may be. */
export function present(found: Found): PreviewFindings {
  const { staging, render, outlook } = found;
  const redactor = found.known.with(
    secretsOfObjects(
      [...render.objects, ...outlook.objects.flatMap(({ live }) => live ?? [])],
      staging,
    ),
  );
  const { objects, hooks, notes } = fitting({
    objects: [
      ...outlook.objects.map(item => presentObject(item, found, redactor)),
      ...outlook.removals.map(presentRemoval),
    ],
    hooks: presentHooks(found, redactor),
    notes: [
      ...render.notes,
      ...outlook.notes,
      ...skippedHooks(staging, found.hooks),
    ],
  });
  return {
    objects,
    hooks,
    ...redactor.deep({
      images: found.images.map(presentImage),
      problems: [...outlook.problems, ...missingImages(found.images)],
      notes,
    }),
  };
}

function presentObject(
  { object, action, reason, diff }: ObjectOutlook,
  { render: { sources } }: Found,
  redactor: Redactor,
): PreviewObject {
  const source = sources.get(identityKey(identityOf(object)));
  return {
    ...nameOf(object),
    ...(source !== undefined && { source }),
    action,
    ...(reason !== undefined && { reason }),
    ...(diff !== undefined && { diff: redactor.text(diff) }),
    yaml: objectText(redactor.deep(object)),
  };
}

function nameOf({ apiVersion, kind, metadata }: KubeObject) {
  const { name, namespace } = metadata;
  return { apiVersion, kind, name, ...(namespace && { namespace }) };
}

function presentRemoval({
  entry,
  action,
  reason,
}: RemovalOutlook): PreviewObject {
  const { group, version, kind, namespace, name } = entry;
  return {
    apiVersion: apiVersionOf(group, version),
    kind,
    name,
    ...(namespace !== '' && { namespace }),
    action,
    ...(reason !== undefined && { reason }),
  };
}

/** A change of an archived staging waits for its restore, which runs no hooks. */
function presentHooks(
  { staging, hooks, render }: Found,
  redactor: Redactor,
): PreviewHook[] {
  if (staging.desired !== 'running') return [];
  const { before, after } = deployEvents(staging);
  return [before, after].flatMap(event =>
    hooksOf(hooks, event).map(({ object, weight }) => {
      const { apiVersion, kind, name } = nameOf(object);
      const source = render.sources.get(identityKey(identityOf(object)));
      return {
        event,
        weight,
        apiVersion,
        kind,
        name,
        ...(source !== undefined && { source }),
        yaml: objectText(redactor.deep(object)),
      };
    }),
  );
}

function skippedHooks(
  { desired }: StagingRecord,
  hooks: readonly Hook[],
): PreviewNote[] {
  if (desired === 'running' || hooks.length === 0) return [];
  const message = 'A restore runs no hooks; redeploy afterwards to run them';
  return [{ level: 'warning', message }];
}

function presentImage({ image, state }: LookedUpImage): PreviewImage {
  switch (state.state) {
    case 'exists':
      return {
        image,
        state: 'exists',
        ...(state.digest && { digest: state.digest }),
      };
    case 'missing':
      return { image, state: 'missing' };
    case 'unverified':
      return { image, state: 'unverified', reason: state.reason };
    default:
      return {
        image,
        state: 'unverified',
        reason: 'its registry is not among stagings.registries',
      };
  }
}

function missingImages(images: readonly LookedUpImage[]) {
  const missing = images.filter(({ state }) => state.state === 'missing');
  return missing.length > 0
    ? [explainMissing(missing.map(({ image }) => image))]
    : [];
}
