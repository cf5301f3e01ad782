import { leftRunning } from '../../archive';
import { describeObject, identityOf, KubeObject } from '../../model/kubeObject';
import { listAt } from '../../model/read';
import { Workspace } from '../Workspace';

/** Says what an archive cannot free, or cannot keep. */
export function warnOfCosts(
  workspace: Workspace,
  own: readonly KubeObject[],
): void {
  const running = leftRunning(own).map(object =>
    describeObject(identityOf(object)),
  );
  if (running.length > 0) {
    workspace.log(
      `Left as they are, and may go on costing: ${running.join(', ')}`,
      'warning',
    );
  }
  for (const pod of own.filter(losesData)) {
    workspace.log(
      `${describeObject(
        identityOf(pod),
      )} is removed until the restore, with the data in its emptyDir volumes`,
      'warning',
    );
  }
}

function losesData(object: KubeObject): boolean {
  return (
    object.kind === 'Pod' &&
    listAt(object, 'spec', 'volumes').some(volume => 'emptyDir' in volume)
  );
}
