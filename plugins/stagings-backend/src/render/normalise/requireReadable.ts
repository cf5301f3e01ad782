import { Lexer } from 'yaml';
import { throwProblems } from './problems';

/** Words and marks of YAML that are read within a few seconds: some two hundred thousand keys. */
const MAX_TOKENS = 1_500_000;

/**
 * Reading YAML takes time by its words and marks rather than by its bytes, and nothing else happens meanwhile. To
 * count them takes a fraction of that.
 *
 * @param texts - all that one render gives
 * @throws TerminalError `InvalidManifest` where reading them would hold up the backend
 */
export function requireReadable(
  texts: readonly string[],
  maxTokens = MAX_TOKENS,
): void {
  const characters = texts.reduce((sum, { length }) => sum + length, 0);
  // Before each word stands a mark of the library's own.
  if (2 * characters <= maxTokens) return;
  let tokens = 0;
  for (const text of texts) {
    for (const token of new Lexer().lex(text)) {
      if (token !== '') tokens += 1;
      if (tokens > maxTokens) throwTooLarge(maxTokens);
    }
  }
}

function throwTooLarge(maxTokens: number): void {
  throwProblems([
    {
      reason: 'InvalidManifest',
      message: `All manifests together have more than ${maxTokens.toLocaleString(
        'en',
      )} words and marks, which takes too long to read`,
      hint: 'Leave out what a staging does not need, such as definitions that the cluster has already.',
    },
  ]);
}
