import { requireReadable } from './requireReadable';

describe('requireReadable', () => {
  it.each([
    ['little text', ['a: b']],
    ['a long text of few words', [`a: "${'x, '.repeat(1_000)}"`]],
    ['many lines of one block', [`a: |\n${'  {"b": [1]},\n'.repeat(500)}`]],
  ])('takes %s', (_, texts) => {
    expect(() => requireReadable(texts, 1_000)).not.toThrow();
  });

  it.each([
    ['many keys', ['a: b\n'.repeat(500)]],
    ['a long list', [`[${'a,'.repeat(1_000)}]`]],
    ['many texts', Array.from({ length: 500 }, () => 'a: b')],
  ])('refuses %s', (_, texts) => {
    expect(() => requireReadable(texts, 1_000)).toThrow(
      'All manifests together have more than 1,000 words and marks, which takes too long to read',
    );
  });
});
