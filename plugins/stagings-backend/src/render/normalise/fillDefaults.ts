import { KubeObject } from '../../model/kubeObject';
import { kindKey, podSpecOf } from '../../model/podTemplate';
import { Fields, fieldsAt } from '../../model/read';
import { updateAt, updateItemsAt, without } from '../../model/update';

/** The protocol is part of the key by which the API server merges ports, so it must be stated. */
function statePorts(object: KubeObject): KubeObject {
  const stateProtocol = (port: Fields) => ({ protocol: 'TCP', ...port });
  if (kindKey(object) === '/Service') {
    return updateItemsAt(object, ['spec', 'ports'], stateProtocol);
  }
  const pod = podSpecOf(object);
  if (!pod) return object;
  return ['initContainers', 'containers'].reduce(
    (changed, field) =>
      updateItemsAt(changed, [...pod.path.split('.'), field], container =>
        updateItemsAt(container, ['ports'], stateProtocol),
      ),
    object,
  );
}

/**
 * Secrets keep a key for ever that was dropped from `stringData` (kubernetes/kubernetes#108008), so all
 * of it goes into `data`.
 */
function foldStringData(object: KubeObject): KubeObject {
  const texts = fieldsAt(object, 'stringData');
  if (kindKey(object) !== '/Secret' || !texts) return object;
  const encoded = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      typeof text === 'string' ? Buffer.from(text).toString('base64') : text,
    ]),
  );
  return updateAt(without(object, 'stringData'), ['data'], () => ({
    ...fieldsAt(object, 'data'),
    ...encoded,
  }));
}

/** Puts in what the API server would add, where leaving it out leads to wrong merges. */
export function fillDefaults(object: KubeObject): KubeObject {
  return foldStringData(statePorts(object));
}
