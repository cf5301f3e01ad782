/** Writes a path with dots between its steps; dots and backslashes within a step follow a backslash. */
export function printKey(path: readonly string[]): string {
  return path.map(step => step.replace(/[\\.]/g, '\\$&')).join('.');
}

/** Reads what `printKey` writes; undefined where a step is empty or the text ends with a lone backslash. */
export function parseKey(text: string): string[] | undefined {
  const steps = [''];
  let escaped = false;
  for (const character of text) {
    if (character === '\\' && !escaped) {
      escaped = true;
    } else if (character === '.' && !escaped) {
      steps.push('');
    } else {
      steps.push(`${steps.pop()}${character}`);
      escaped = false;
    }
  }
  return escaped || steps.includes('') ? undefined : steps;
}
