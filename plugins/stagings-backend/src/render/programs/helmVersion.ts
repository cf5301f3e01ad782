/** Oldest version of each major that unpacks archives safely (CVE-2026-35206). */
const OLDEST: Record<number, readonly [number, number]> = {
  3: [20, 2],
  4: [1, 4],
};

/** How messages name the versions that are good. */
export const SUPPORTED_HELM = 'helm 3 from 3.20.2, or helm 4 from 4.1.4';

/** Reads what `helm version --short` prints, for example `v4.1.4+g05fa379`. */
export function parseHelmVersion(output: string): string | undefined {
  return /^v?(\d+\.\d+\.\d+)/.exec(output.trim())?.[1];
}

/** Whether a version of helm can be used. Later majors than are known here cannot. */
export function isSupportedHelm(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const oldest = OLDEST[major];
  if (!oldest) return false;
  return minor > oldest[0] || (minor === oldest[0] && patch >= oldest[1]);
}
