import { staging, template } from '../../__testUtils__/fixtures';
import { automaticName, branchHolder, recentBranches } from './nameConflict';

const web = template();
const entityRef = 'component:default/shop';
const name = automaticName(entityRef, web, 'main') ?? '';
const held = staging({ name, source: { branch: 'main' } });

describe('branchHolder', () => {
  it.each([
    ['the same branch and template', held, held],
    ['another branch', { ...held, source: { branch: 'x' } }, undefined],
    ['another template', { ...held, template: 'plain' }, undefined],
    ['another cluster', { ...held, cluster: 'other' }, undefined],
    ['a name of its own', { ...held, name: 'shop-qa' }, undefined],
  ])('%s', (_case, other, expected) => {
    expect(branchHolder([other], web, 'main', name)).toBe(expected);
  });
});

describe('automaticName', () => {
  it.each(['', 'a b', 'x'.repeat(5_000)])('%# is no branch', branch => {
    expect(automaticName(entityRef, web, branch)).toBeUndefined();
  });
});

describe('recentBranches', () => {
  it('names each branch once, in the order of the stagings', () => {
    const ofBranch = (branch: string) => staging({ source: { branch } });
    expect(recentBranches(['b', 'a', 'b'].map(ofBranch))).toEqual(['b', 'a']);
  });
});
