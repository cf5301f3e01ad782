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
import { objectText, redact, secretValues } from '../../plan/diff';
import { explainMissing, LookedUpImage } from '../rendering/images';
import { StagingRender } from '../rendering/render';
import { fitting } from './fitting';
import { ClusterOutlook, ObjectOutlook, RemovalOutlook } from './types';

/** All that was found out. */
export interface Found {
  staging: StagingRecord;
  render: StagingRender;
  hooks: Hook[];
  images: LookedUpImage[];
  outlook: ClusterOutlook;
}

/** Puts what was found into the answer: masked, and not larger than an answer may be. */
export function present(found: Found): PreviewFindings {
  const { staging, render, outlook } = found;
  const values = secretValues([
    ...render.objects,
    ...outlook.objects.flatMap(({ live }) => live ?? []),
  ]);
  const redacted = <T extends { message: string }>(item: T): T => ({
    ...item,
    message: redact(item.message, values),
  });
  const { objects, hooks, notes } = fitting({
    objects: [
      ...outlook.objects.map(item => presentObject(item, render)),
      ...outlook.removals.map(presentRemoval),
    ],
    hooks: presentHooks(found),
    notes: [
      ...render.notes,
      ...outlook.notes,
      ...skippedHooks(staging, found.hooks),
    ],
  });
  return {
    objects,
    images: found.images.map(presentImage),
    hooks,
    problems: [...outlook.problems, ...missingImages(found.images)].map(
      redacted,
    ),
    notes: notes.map(redacted),
  };
}

function presentObject(
  { object, action, reason, diff }: ObjectOutlook,
  { sources }: StagingRender,
): PreviewObject {
  const source = sources.get(identityKey(identityOf(object)));
  return {
    ...nameOf(object),
    ...(source !== undefined && { source }),
    action,
    ...(reason !== undefined && { reason }),
    ...(diff !== undefined && { diff }),
    yaml: objectText(object),
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
function presentHooks({ staging, hooks, render }: Found): PreviewHook[] {
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
        yaml: objectText(object),
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
