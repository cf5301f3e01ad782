import { PodEnvironment } from './connections';

/** Where Kubernetes mounts a pod's service account. */
const SERVICE_ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What this process would find if it ran in a pod. */
export function podEnvironment(): PodEnvironment {
  return {
    variables: process.env,
    serviceAccountFolder: SERVICE_ACCOUNT_FOLDER,
  };
}
