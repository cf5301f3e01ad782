import { TerminalError } from '../../model/errors';
import { sourceUrl } from './sourceUrl';

const GITHUB = 'https://github.com/acme/shop/tree/${{ source.branch }}/deploy';
const GITLAB =
  'https://gitlab.com/acme/shop/-/tree/${{ source.branch }}/deploy';
const GITEA =
  'https://gitea.example.com/acme/shop/src/branch/${{ source.branch }}/deploy';
const BITBUCKET =
  'https://bitbucket.example.com/projects/A/repos/shop/browse/deploy?at=${{ source.branch }}';
const PLAIN = 'https://files.example.com/${{source.branch}}/web.yaml';

function at(url: string, branch: string, commit = 'abc') {
  return sourceUrl(url, { branch, commit, shortCommit: commit });
}

it.each([
  [GITHUB, 'main', 'https://github.com/acme/shop/tree/main/deploy'],
  [
    GITHUB,
    'feature/x',
    'https://github.com/acme/shop/tree/feature%252Fx/deploy',
  ],
  [GITHUB, 'a#b', 'https://github.com/acme/shop/tree/a%2523b/deploy'],
  [GITLAB, 'a#b', 'https://gitlab.com/acme/shop/-/tree/a%23b/deploy'],
  [
    GITEA,
    'feature/x',
    'https://gitea.example.com/acme/shop/src/branch/feature%2Fx/deploy',
  ],
  [
    BITBUCKET,
    'feature/x&y',
    'https://bitbucket.example.com/projects/A/repos/shop/browse/deploy?at=feature%2Fx%26y',
  ],
  [PLAIN, 'feature/x', 'https://files.example.com/feature%2Fx/web.yaml'],
  ['https://example.com/a b', 'main', 'https://example.com/a b'],
])('in %s, the branch %s gives %s', (url, branch, expected) => {
  expect(at(url, branch)).toBe(expected);
});

it('names the commit', () => {
  expect(at('https://github.com/a/b/tree/${{ source.commit }}', 'x')).toBe(
    'https://github.com/a/b/tree/abc',
  );
});

it.each(['..', 'a/../b', '../../other', '/a', 'a/', 'a//b', '.git/x', 'a\\b'])(
  'takes no %s for a branch',
  branch => {
    expect(() => at(GITHUB, branch)).toThrow(
      `source.branch is "${branch}", which git does not allow as a name`,
    );
  },
);

it('says that GitLab has no branches with a slash', () => {
  expect(() => at(GITLAB, 'feature/x')).toThrow(
    "files of the branch feature/x cannot be read by its name: the portal's reader for GitLab takes no branch with a slash",
  );
});

it('says that there is no commit', () => {
  const url = 'https://github.com/a/b/tree/${{ source.commit }}';
  const read = () => at(url, 'main', '');
  expect(read).toThrow(TerminalError);
  expect(read).toThrow(
    'the template reads its files by the commit, but the staging has none',
  );
});
