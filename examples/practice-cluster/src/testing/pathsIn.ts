/** Where the objects of a namespace are, by group. */
export function pathsIn(namespace: string) {
  const group = (name: string) => `/apis/${name}/namespaces/${namespace}`;
  return {
    core: `/api/v1/namespaces/${namespace}`,
    apps: group('apps/v1'),
    batch: group('batch/v1'),
    networking: group('networking.k8s.io/v1'),
    autoscaling: group('autoscaling/v2'),
    rbac: group('rbac.authorization.k8s.io/v1'),
  };
}
