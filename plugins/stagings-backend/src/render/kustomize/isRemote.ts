/**
 * What kustomize would fetch rather than read: addresses with a scheme, its short forms for git hosts, and
 * queries that pick a version. See https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md.
 */
const REMOTE = [
  /^\s*[a-z][a-z0-9+.-]*:(\/\/|:)/i,
  /^\s*(git@|gh:|github\.com[/:])/i,
  /^\s*[^/\s@]+@[^/\s]+:/,
];

/** Said of what is not there: a path such as `example.com/shop/deploy.git` is meant for git. */
const REMOTE_UNLESS_FOUND = [
  /[?&](ref|version|timeout|submodules)=/,
  /\.git(\/|$)/,
  /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}[/:]/i,
];

/** Whether kustomize takes a text for an address, whatever there is on disk. */
export function isRemote(value: string): boolean {
  return REMOTE.some(pattern => pattern.test(value));
}

/** Whether a path that leads nowhere was meant as an address. */
export function looksRemote(value: string): boolean {
  return REMOTE_UNLESS_FOUND.some(pattern => pattern.test(value));
}
