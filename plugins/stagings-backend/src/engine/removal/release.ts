import { ApiError } from '../../cluster/errors';
import { ClusterClient, ObjectRef } from '../../cluster/types';
import { describeObject } from '../../model/kubeObject';
import { INSTALLATION_LABEL, STAGING_LABEL } from '../../model/labels';
import { Workspace } from '../Workspace';

/** Lets go of an object that existed before the staging: it stays, and belongs to nobody again. */
export async function release(
  workspace: Pick<Workspace, 'log' | 'fence'>,
  client: ClusterClient,
  ref: ObjectRef,
): Promise<void> {
  await workspace.fence();
  try {
    await client.mergePatch(ref, {
      metadata: {
        labels: { [STAGING_LABEL]: null, [INSTALLATION_LABEL]: null },
      },
    });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return;
    throw error;
  }
  await workspace.log(
    `${describeObject(ref)} stays: it existed before the staging`,
  );
}
