import { ExpressionContext } from '../../model/rendering';
import { TerminalError } from '../../model/errors';
import { splitExpressions } from '../expressions/splitExpressions';

/** The expressions that an address of files may hold. */
export const BRANCH_EXPRESSIONS = ['source.branch', 'source.commit'];

/**
 * The expressions of an address, without their `${{ }}`.
 * @throws UnclosedExpressionError
 */
export function urlExpressions(url: string): string[] {
  return splitExpressions(url).flatMap(part =>
    part.type === 'expression' ? [part.expression] : [],
  );
}

/**
 * The address of a template's files for a branch. What the branch is called can only ever be one piece of the
 * address.
 *
 * @throws TerminalError where the branch or commit cannot stand there
 */
export function sourceUrl(
  url: string,
  source: ExpressionContext['source'],
): string {
  return splitExpressions(url).reduce((before, part) => {
    if (part.type === 'text') return before + part.text;
    const value =
      part.expression === 'source.branch' ? source.branch : source.commit;
    return before + encodePiece(requireRef(value, part.expression), before);
  }, '');
}

/** What git allows as the name of a branch, as far as it matters here: git-check-ref-format(1). */
const NO_REF = /(^|\/)\.|\.\.|\/\/|^\/|\/$|\.$|@\{|[\\\s~^:?*[]|\p{Cc}/u;

function requireRef(value: string, expression: string): string {
  if (value === '') {
    throw unusable(
      'the template reads its files by the commit, but the staging has none',
      'Give the commit with the branch.',
    );
  }
  if (!NO_REF.test(value)) return value;
  throw unusable(
    `${expression} is "${value}", which git does not allow as a name`,
    'Correct the branch of the staging.',
  );
}

/**
 * How Backstage's readers get at a branch: those of Gitea, of queries and of plain addresses take it as it stands
 * in the address, those that use git-url-parse decode it once, and those of GitHub and Bitbucket Cloud then put
 * it into another address as it is.
 */
function encodePiece(value: string, before: string): string {
  const once = encodeURIComponent(value);
  if (before.includes('?')) return once;
  if (/\/-\/(tree|blob|raw)\/$/.test(before)) {
    if (!value.includes('/')) return once;
    throw unusable(
      `files of the branch ${value} cannot be read by its name: the portal's reader for GitLab takes no branch with a slash`,
      'Let the address of the template name ${{ source.commit }}, or rename the branch.',
      'platform',
    );
  }
  return /\/(tree|blob|raw|src)\/$/.test(before)
    ? encodeURIComponent(once)
    : once;
}

function unusable(
  message: string,
  text: string,
  audience: 'engineer' | 'platform' = 'engineer',
): TerminalError {
  return new TerminalError({
    reason: 'SourceUnusable',
    message,
    hint: { text, audience },
  });
}
