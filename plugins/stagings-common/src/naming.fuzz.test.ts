import fc from 'fast-check';
import {
  isValidBranchName,
  isValidStagingName,
  slugify,
  stagingName,
} from './naming';

const RUNS = { seed: 20261126, numRuns: 2_000 };

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: fc.constantFrom('-', '/', '.', 'a', 'A', '1', 'ä', 'ß') }),
);
const parts = fc.record({
  entityRef: text,
  component: text,
  cluster: text,
  branch: text,
});

it('makes a part of a DNS label of any text, and the same one of that', () => {
  fc.assert(
    fc.property(text, given => {
      const slug = slugify(given);
      expect(slug).toMatch(/^[a-z]+(-?[a-z0-9])*$/);
      expect(slugify(slug)).toBe(slug);
    }),
    RUNS,
  );
});

it('names every staging validly, with either length of the hash', () => {
  fc.assert(
    fc.property(parts, fc.constantFrom<5 | 8>(5, 8), (given, length) => {
      expect(isValidStagingName(stagingName(given, length))).toBe(true);
    }),
    RUNS,
  );
});

it('gives two branches of a component two names, however much they look alike', () => {
  fc.assert(
    fc.property(parts, text, (given, branch) => {
      fc.pre(branch !== given.branch);
      expect(stagingName({ ...given, branch }, 8)).not.toBe(
        stagingName(given, 8),
      );
    }),
    RUNS,
  );
});

it('accepts no branch that could break a line, an address or an argument', () => {
  fc.assert(
    fc.property(text, branch => {
      fc.pre(isValidBranchName(branch));
      expect(branch).not.toMatch(/^-|\p{Cc}|\s|\.\.|[~^:?*[\\]/u);
    }),
    { ...RUNS, numRuns: 500 },
  );
});
