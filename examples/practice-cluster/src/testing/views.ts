import { asObjects, at, JsonObject } from '../model/json';

/** The image of a pod's first container. */
export const imageOf = (pod: JsonObject) =>
  asObjects(at(pod, 'spec', 'containers'))[0]?.image;

/** The status of a pod's first container. */
export const containerOf = (pod: JsonObject): JsonObject =>
  asObjects(at(pod, 'status', 'containerStatuses'))[0] ?? {};

/** The reasons of an object's conditions, by type. */
export const conditionsOf = (object: JsonObject) =>
  Object.fromEntries(
    asObjects(at(object, 'status', 'conditions')).map(({ type, reason }) => [
      type,
      reason,
    ]),
  );

/** The name of an object. */
export const nameOf = (object: JsonObject) => at(object, 'metadata', 'name');

/** Whether a pod's condition `Ready` is true. */
export const isReady = (pod: JsonObject) =>
  asObjects(at(pod, 'status', 'conditions')).some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );

/** A patch that gives the pods of a workload another image. */
export const imagePatch = (container: string, image: string): JsonObject => ({
  spec: { template: { spec: { containers: [{ name: container, image }] } } },
});
