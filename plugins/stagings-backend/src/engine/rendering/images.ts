import { Artifact, Explanation } from 'backstage-plugin-stagings-common';
import { WaitingError } from '../../model/errors';
import { KubeObject } from '../../model/kubeObject';
import { ImageState } from '../../registry';
import { imagesOf } from '../../render/normalise';
import { Workspace } from '../Workspace';

const REASON = 'ImageMissing';
/** With what the look-up remembers and a worker's idle time, a push is noticed within seven seconds. */
const RETRY_AFTER_MS = 4_000;
const NAMED_IMAGES = 3;

/** An image of a render and what its registry says of it. */
export interface LookedUpImage {
  image: string;
  state: ImageState;
}

/**
 * Looks up the images of a render, so that nothing is replaced by what cannot be pulled.
 *
 * @throws WaitingError where an image is not in its registry
 */
export async function requireImages(
  workspace: Workspace,
  objects: readonly KubeObject[],
): Promise<LookedUpImage[]> {
  const images = await lookUpImages(workspace, imagesOf(objects));
  const missing = images.filter(({ state }) => state.state === 'missing');
  if (missing.length === 0) return images;
  throw waitingFor(explainMissing(missing.map(({ image }) => image)));
}

/** What the history keeps of an image. */
export function artifactOf({ image, state }: LookedUpImage): Artifact {
  const digest = state.state === 'exists' ? state.digest : undefined;
  return { type: 'image', name: image, ...(digest && { digest }) };
}

/** Tells the operation's log which content is about to be deployed, and what could not be found out. */
export function logImages(
  workspace: Workspace,
  images: readonly LookedUpImage[],
): void {
  for (const { image, state } of images) {
    if (state.state === 'exists' && state.digest && !image.includes('@')) {
      workspace.log(`Image ${image} is ${state.digest}`);
    }
    if (state.state === 'unverified') {
      workspace.log(
        `Image ${image} could not be looked up: ${state.reason}`,
        'warning',
      );
    }
  }
}

/**
 * Goes on waiting, without a new render, as long as the image that a staging waits for is still missing.
 *
 * @throws WaitingError as the one before
 */
export async function requireAwaitedImage(workspace: Workspace): Promise<void> {
  const { phase, phaseExplanation } = workspace.staging;
  const image = phaseExplanation?.evidence?.image;
  if (phase !== 'waiting' || phaseExplanation?.reason !== REASON || !image) {
    return;
  }
  const [found] = await lookUpImages(workspace, [image]);
  if (found?.state.state === 'missing') throw waitingFor(phaseExplanation);
}

/** Stagings share look-ups, so one that is told to stop only listens no longer. */
export async function lookUpImages(
  { context, signal }: Pick<Workspace, 'context' | 'signal'>,
  images: string[],
): Promise<LookedUpImage[]> {
  const looking = Promise.all(
    images.map(async image => ({
      image,
      state: await context.images.lookUp(image),
    })),
  );
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    looking
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', stop));
  });
}

function waitingFor(explanation: Explanation): WaitingError {
  return new WaitingError(explanation, { retryAfter: RETRY_AFTER_MS });
}

/** Says which images are not in their registries. */
export function explainMissing(images: string[]): Explanation {
  const named = images.slice(0, NAMED_IMAGES).join(', ');
  const more = images.length - NAMED_IMAGES;
  return {
    reason: REASON,
    message: `Waiting for ${images.length === 1 ? 'image' : 'images'} ${named}${
      more > 0 ? ` and ${more} more` : ''
    } to be pushed`,
    evidence: { image: images[0] },
    hint: {
      text: 'Push it, and the deploy goes on by itself within seconds; or choose another version.',
      audience: 'engineer',
    },
  };
}
