import { ApiError } from '../../cluster/errors';
import { ClusterClient } from '../../cluster/types';
import { identityOf, KubeObject } from '../../model/kubeObject';
import { applyAll } from './applyAll';
import { explainFailure } from '../failures/explain';
import { Workspace } from '../Workspace';

function object(apiVersion: string, kind: string, name: string): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace: 'stg-shop' } };
}

const config = (name: string) => object('v1', 'ConfigMap', name);
const web = object('apps/v1', 'Deployment', 'web');

/** A cluster that refuses some objects and leaves others as they are. */
function applying(
  objects: KubeObject[],
  {
    refused = [],
    unchanged = [],
  }: { refused?: string[]; unchanged?: string[] },
) {
  const applied: string[] = [];
  const lines: string[] = [];
  const underWay = { now: 0, most: 0 };
  const client = {
    async apply(wanted: KubeObject) {
      underWay.now += 1;
      underWay.most = Math.max(underWay.most, underWay.now);
      await new Promise(setImmediate);
      underWay.now -= 1;
      const { name } = wanted.metadata;
      if (refused.includes(name)) {
        throw new ApiError({
          cluster: 'blue',
          verb: 'apply',
          object: identityOf(wanted),
          status: 422,
          reason: 'Invalid',
          message: `${name} is wrong`,
          causes: [],
          recovering: false,
        });
      }
      applied.push(name);
      const changed = !unchanged.includes(name);
      return { object: wanted, warnings: [], created: false, changed };
    },
  } as unknown as ClusterClient;
  const workspace = {
    fence: async () => {},
    log: (message: string, level = 'info') =>
      lines.push(`${level}: ${message}`),
    signal: new AbortController().signal,
  } as unknown as Workspace;
  const answers: string[] = [];
  const done = applyAll(workspace, client, objects, answered =>
    answers.push(...answered.map(({ metadata }) => metadata.name)),
  );
  return { done, applied, lines, answers, underWay };
}

describe('applying in stages', () => {
  it('applies up to eight objects of a stage at once', async () => {
    const objects = Array.from({ length: 20 }, (_, i) => config(`c${i}`));
    const { done, applied, underWay } = applying(objects, {});
    await done;
    expect(applied).toHaveLength(20);
    expect(underWay.most).toBe(8);
  });

  it('finishes a stage in which objects fail, reports all of them, and begins no other', async () => {
    const { done, applied, lines, answers } = applying(
      [config('a'), config('b'), config('c'), web],
      { refused: ['a', 'b'] },
    );
    const error = await done.catch(caught => caught);
    expect(applied).toEqual(['c']);
    expect(answers).toEqual(['c']);
    expect(lines).toEqual([
      expect.stringMatching(/^error: ConfigMap a: .*a is wrong/),
      expect.stringMatching(/^error: ConfigMap b: .*b is wrong/),
      'info: Applied ConfigMap c',
    ]);
    expect(explainFailure(error)).toMatchObject({
      type: 'terminal',
      explanation: {
        message: expect.stringMatching(
          /a is wrong \(and 1 more object failed: see the log\)$/,
        ),
      },
    });
  });

  it('counts what was as wanted already in one line', async () => {
    const { done, lines } = applying([config('a'), config('b'), web], {
      unchanged: ['b', 'web'],
    });
    await done;
    expect(lines).toEqual([
      'info: Applied ConfigMap a',
      'info: Unchanged: 2 objects',
    ]);
  });
});
