import { groupOf } from '../../model/kubeObject';
import { ClusterDescription } from '../rendering/describeCluster';

/** A release that charts of today accept. */
const KUBE_VERSION = '1.34.0';

/** Kinds of Kubernetes itself that live in no namespace: https://kubernetes.io/docs/reference/kubernetes-api/. */
const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  'certificates.k8s.io/CertificateSigningRequest',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/IPAddress',
  'networking.k8s.io/ServiceCIDR',
  'node.k8s.io/RuntimeClass',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'resource.k8s.io/DeviceClass',
  'resource.k8s.io/ResourceSlice',
  'scheduling.k8s.io/PriorityClass',
  'storage.k8s.io/CSIDriver',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
]);

/**
 * Stands in for a cluster that does not answer, so that people can still read what a template gives. Kinds that
 * Kubernetes does not bring count as namespaced.
 */
export const ASSUMED_CLUSTER: ClusterDescription = {
  capabilities: { kubeVersion: KUBE_VERSION, apiVersions: [] },
  findResource: async () => undefined,
  scopeOf: (apiVersion, kind) =>
    CLUSTER_KINDS.has(`${groupOf(apiVersion)}/${kind}`)
      ? 'cluster'
      : 'namespaced',
};
