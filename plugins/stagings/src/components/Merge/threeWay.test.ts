import { JsonObject } from '@backstage/types';
import { changesBetween, conflictsOf, rebase } from './threeWay';

const base = { commit: 'a', overrides: { image: { tag: '1' }, replicas: 1 } };

describe('changesBetween', () => {
  it('names each value that differs', () => {
    expect(
      changesBetween(base, {
        overrides: { image: { tag: '2' }, replicas: 1, debug: true },
      }),
    ).toEqual([
      { path: ['commit'], from: 'a', to: undefined },
      { path: ['overrides', 'image', 'tag'], from: '1', to: '2' },
      { path: ['overrides', 'debug'], from: undefined, to: true },
    ]);
  });
});

interface Case {
  name: string;
  mine: JsonObject;
  theirs: JsonObject;
  conflicts: string[];
  merged: JsonObject;
}

const cases: Case[] = [
  {
    name: 'changes of different values go together',
    mine: { commit: 'b', overrides: base.overrides },
    theirs: { commit: 'a', overrides: { replicas: 1, image: { tag: '2' } } },
    conflicts: [],
    merged: { overrides: { replicas: 1, image: { tag: '2' } }, commit: 'b' },
  },
  {
    name: 'the same change twice is no conflict',
    mine: { ...base, commit: 'b' },
    theirs: { ...base, commit: 'b' },
    conflicts: [],
    merged: { ...base, commit: 'b' },
  },
  {
    name: 'one value changed to two things is a conflict, and mine holds',
    mine: { ...base, commit: 'b' },
    theirs: { ...base, commit: 'c' },
    conflicts: ['commit'],
    merged: { ...base, commit: 'b' },
  },
  {
    name: 'what I took back stays away',
    mine: { commit: 'a', overrides: { replicas: 1 } },
    theirs: { ...base, commit: 'c' },
    conflicts: [],
    merged: { commit: 'c', overrides: { replicas: 1 } },
  },
  {
    name: 'a removal and a change within are a conflict',
    mine: { commit: 'a', overrides: { image: null, replicas: 1 } },
    theirs: { commit: 'a', overrides: { image: { tag: '2' }, replicas: 1 } },
    conflicts: ['overrides.image.tag', 'overrides.image'],
    merged: { commit: 'a', overrides: { replicas: 1, image: null } },
  },
];

describe('conflictsOf and rebase', () => {
  it.each(cases)('$name', ({ mine, theirs, conflicts, merged }) => {
    expect(
      conflictsOf(base, mine, theirs).map(({ path }) => path.join('.')),
    ).toEqual(conflicts);
    expect(rebase(base, mine, theirs, new Set())).toEqual(merged);
  });

  it('gives up what is said to be left', () => {
    const mine = { ...base, commit: 'b' };
    const theirs = { ...base, commit: 'c' };
    expect(rebase(base, mine, theirs, new Set(['commit']))).toEqual(theirs);
  });
});
