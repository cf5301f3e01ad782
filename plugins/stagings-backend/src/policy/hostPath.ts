import { kindKey, podSpecOf } from '../model/podTemplate';
import { fieldsAt, listAt, textAt } from '../model/read';
import { PolicyRule } from './types';

/** The node's files belong to no staging. */
export const hostPath: PolicyRule = {
  name: 'HostPathVolume',
  advice:
    'Use an emptyDir or a PersistentVolumeClaim instead, or allow it in the template: allowHostPath: true.',
  check({ object }, options) {
    if (options.allowHostPath) return [];
    if (
      kindKey(object) === '/PersistentVolume' &&
      fieldsAt(object, 'spec', 'hostPath')
    ) {
      return [
        {
          path: 'spec.hostPath',
          says: `mounts ${textAt(
            object,
            'spec',
            'hostPath',
            'path',
          )} of the node`,
        },
      ];
    }
    const pod = podSpecOf(object);
    if (!pod) return [];
    return listAt(pod.spec, 'volumes').flatMap((volume, index) =>
      fieldsAt(volume, 'hostPath')
        ? [
            {
              path: `${pod.path}.volumes[${index}].hostPath`,
              says: `mounts ${textAt(volume, 'hostPath', 'path')} of the node`,
            },
          ]
        : [],
    );
  },
};
