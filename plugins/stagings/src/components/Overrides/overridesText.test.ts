import { parseOverrides, printOverrides } from './overridesText';

describe('parseOverrides', () => {
  it.each([
    ['', {}],
    ['# only a comment', {}],
    ['replicas: 2', { replicas: 2 }],
    ['{"web": {"env": null}}', { web: { env: null } }],
  ])('reads %j', (text, value) => {
    expect(parseOverrides(text)).toEqual({ value });
  });

  it.each(['- a', 'just words', '42'])('refuses %j, no mapping', text => {
    expect(parseOverrides(text)).toEqual({ problem: { kind: 'notMapping' } });
  });

  it('says where the text is not YAML', () => {
    expect(parseOverrides('a: 1\nb: [')).toEqual({
      problem: { kind: 'syntax', message: expect.stringContaining('line 2') },
    });
  });
});

describe('printOverrides', () => {
  it('writes what it reads', () => {
    const overrides = { web: { replicas: 2, debug: null }, tags: ['a'] };
    expect(parseOverrides(printOverrides(overrides))).toEqual({
      value: overrides,
    });
  });

  it('writes nothing for no overrides', () => {
    expect(printOverrides({})).toBe('');
  });
});
