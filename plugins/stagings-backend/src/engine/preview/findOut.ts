import { Explanation } from 'backstage-plugin-stagings-common';
import { ClusterClient } from '../../cluster/types';
import { TerminalError } from '../../model/errors';
import { KubeObject } from '../../model/kubeObject';
import { PreviewFindings } from '../../model/preview';
import { applyStages, splitHooks } from '../../plan';
import { imagesOf } from '../../render/normalise';
import { waitFor } from '../../template/sources/sharing';
import { explainFailure } from '../failures/explain';
import { lookUpImages } from '../rendering/images';
import {
  ClusterDescription,
  describeCluster,
} from '../rendering/describeCluster';
import { renderFor, StagingRender, withMinted } from '../rendering/render';
import { ASSUMED_CLUSTER } from './assumedCluster';
import { allNew, compareWithCluster } from './compareWithCluster';
import { present } from './present';
import { ClusterOutlook, Subject } from './types';

/** A cluster that does not answer must not cost the preview its whole time. */
const CLUSTER_LIMIT_MS = 10_000;

/** Renders, looks images up and compares with the cluster. What goes wrong on the way is part of the answer. */
export async function findOut(
  subject: Subject,
  compare: boolean,
): Promise<PreviewFindings> {
  const { context, staging } = subject;
  const cluster = await lookAtCluster(subject);
  const known = cluster.client
    ? await context.known.asFarAsKnown(staging)
    : context.known.ofParameters(staging);
  const rendered = await tryRender(subject, cluster.description);
  if (!rendered.render) {
    return known.deep(nothing([...cluster.problems, ...rendered.problems]));
  }
  const render = compare
    ? await tryMinted(subject, cluster.client, rendered.render)
    : rendered.render;
  const { objects, hooks } = splitHooks(render.objects);
  const inOrder = applyStages(objects).flat();
  const [images, outlook] = await Promise.all([
    lookUpImages(subject, imagesOf(render.objects)),
    compare ? tryCompare(subject, cluster.client, inOrder) : allNew(inOrder),
  ]);
  return present({
    staging,
    known,
    render,
    hooks,
    images,
    outlook: {
      ...outlook,
      problems: [...cluster.problems, ...outlook.problems],
    },
  });
}

function nothing(problems: Explanation[]): PreviewFindings {
  return { objects: [], images: [], hooks: [], problems, notes: [] };
}

interface Cluster {
  /** Absent where it does not answer. */
  client?: ClusterClient;
  description: ClusterDescription;
  problems: Explanation[];
}

async function lookAtCluster({
  context,
  staging,
  signal,
}: Subject): Promise<Cluster> {
  try {
    const client = context.clusters.get(staging.cluster);
    const description = await waitFor(
      describeCluster(client),
      AbortSignal.any([signal, AbortSignal.timeout(CLUSTER_LIMIT_MS)]),
    );
    return { client, description, problems: [] };
  } catch (error) {
    signal.throwIfAborted();
    return { description: ASSUMED_CLUSTER, problems: [notCompared(error)] };
  }
}

/** @throws where what went wrong has nothing to do with template and inputs */
async function tryRender(
  subject: Subject,
  description: ClusterDescription,
): Promise<{ render?: StagingRender; problems: readonly Explanation[] }> {
  try {
    const render = await renderFor(subject, async () => description);
    return { render, problems: [] };
  } catch (error) {
    subject.signal.throwIfAborted();
    if (error instanceof TerminalError) return { problems: error.problems };
    const { type, explanation } = explainFailure(error);
    if (type === 'bug') throw error;
    return { problems: [explanation] };
  }
}

/** Where the cluster does not answer any more, the comparison that follows says so. */
async function tryMinted(
  subject: Subject,
  client: ClusterClient | undefined,
  render: StagingRender,
): Promise<StagingRender> {
  if (!client) return render;
  try {
    return await withMinted(subject, render, client);
  } catch (error) {
    subject.signal.throwIfAborted();
    if (explainFailure(error).type === 'bug') throw error;
    return render;
  }
}

async function tryCompare(
  subject: Subject,
  client: ClusterClient | undefined,
  objects: readonly KubeObject[],
): Promise<ClusterOutlook> {
  if (!client) return unknown(objects, []);
  try {
    return await compareWithCluster(subject, client, objects);
  } catch (error) {
    subject.signal.throwIfAborted();
    return unknown(objects, [notCompared(error)]);
  }
}

function unknown(
  objects: readonly KubeObject[],
  problems: Explanation[],
): ClusterOutlook {
  return {
    objects: objects.map(object => ({ object, action: 'unknown' })),
    removals: [],
    problems,
    notes: [],
  };
}

function notCompared(error: unknown): Explanation {
  const isTimeout =
    error instanceof DOMException && error.name === 'TimeoutError';
  const { type, explanation } = explainFailure(error);
  if (type === 'bug' && !isTimeout) throw error;
  return {
    reason: 'NotCompared',
    message: `Nobody can tell what would change in the cluster: ${
      isTimeout
        ? `it did not answer within ${CLUSTER_LIMIT_MS / 1000} s`
        : explanation.message
    }`,
    ...(explanation.hint && !isTimeout && { hint: explanation.hint }),
  };
}
