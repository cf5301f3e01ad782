/**
 * A path as one text, as `helm --set` writes it: steps joined by dots, with a backslash before dots and
 * backslashes within a step.
 */
export function pathKey(path: readonly string[]): string {
  return path.map(step => step.replace(/[\\.]/g, '\\$&')).join('.');
}
