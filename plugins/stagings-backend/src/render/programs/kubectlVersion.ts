/** Oldest version 1 whose kustomize is one of version 5. */
const OLDEST_MINOR = 27;

/** How messages name the versions that are good. */
export const SUPPORTED_KUBECTL = 'kubectl 1 from 1.27';

/** Reads what `kubectl version --client --output=json` prints. */
export function parseKubectlVersion(output: string): string | undefined {
  return /"gitVersion":\s*"v(\d+\.\d+\.\d+)/.exec(output)?.[1];
}

/** Whether a version of kubectl can be used. Later majors than are known here cannot. */
export function isSupportedKubectl(version: string): boolean {
  const [major, minor = 0] = version.split('.').map(Number);
  return major === 1 && minor >= OLDEST_MINOR;
}
