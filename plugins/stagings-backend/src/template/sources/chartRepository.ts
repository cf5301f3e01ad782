/** Where charts are pulled from, in the one way in which it is written. */
export type ChartRepository =
  | { type: 'http'; address: string }
  | { type: 'oci'; address: string };

const OCI =
  /^oci:\/\/([a-z0-9.-]+(?::[0-9]+)?)((?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*)\/*$/i;

/** Reads the address of a repository of charts, or says what is wrong with it. */
export function chartRepository(
  text: string,
): ChartRepository | { problem: string } {
  const [, host, path = ''] = OCI.exec(text) ?? [];
  if (host !== undefined) {
    return { type: 'oci', address: `oci://${host.toLowerCase()}${path}` };
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    return { problem: 'is no address of a chart repository' };
  }
  if (url.username || url.password) {
    return {
      problem:
        'holds a password, which belongs in stagings.registries of the configuration',
    };
  }
  return { type: 'http', address: url.href.replace(/\/+$/, '') };
}
