import { resolvePlain, resolveTagged, ScalarValue } from './resolveScalar';

// The right-hand sides are what a Kubernetes 1.36 API server made of the same text.
describe('a plain scalar is what the API server reads', () => {
  it.each<[string, ScalarValue]>([
    ['', null],
    ['~', null],
    ['Null', null],
    ['nULL', 'nULL'],
    ['y', true],
    ['ON', true],
    ['tRue', 'tRue'],
    ['Off', false],
    ['0', 0],
    ['-0', 0],
    ['0644', 420],
    ['+0644', 420],
    ['-0644', -420],
    ['0O644', 420],
    ['0o_7', 7],
    ['0o', '0o'],
    ['08', 8],
    ['0X1F', 31],
    ['-0x1F', -31],
    ['0x', '0x'],
    ['0B11', 3],
    ['0b2', '0b2'],
    ['1__0', 10],
    ['1_', 1],
    ['_1', '_1'],
    ['0_', 0],
    ['--1', '--1'],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['18446744073709551616', 18446744073709552000],
    ['0x1ffffffffffffffff', '0x1ffffffffffffffff'],
    ['1e1_0', 10000000000],
    ['1e_3', 1000],
    ['1e400', '1e400'],
    ['1e-400', 0],
    ['5.', 5],
    ['+.5', 0.5],
    ['.5_0', '.5_0'],
    ['.', '.'],
    ['-.', '-.'],
    ['.e3', '.e3'],
    ['e3', 'e3'],
    ['0x1p-2', '0x1p-2'],
    ['1:30:45', '1:30:45'],
    ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00Z'],
    ['1.2.3', '1.2.3'],
    ['inf', 'inf'],
    ['<<', '<<'],
  ])('%j', (text, value) => {
    expect(resolvePlain(text)).toBe(value);
  });

  it.each(['.inf', '-.Inf', '+.INF', '.nan', '.NaN'])(
    'unless no object can hold it: %s',
    text => {
      expect(() => resolvePlain(text)).toThrow(
        `${text} is no number that an object can hold`,
      );
    },
  );

  it.each([
    '9007199254740993',
    '-9223372036854775808',
    '18446744073709551615',
    '0xffffffffffffffff',
  ])('unless it would be rounded on its way: %s', text => {
    expect(() => resolvePlain(text)).toThrow('too large to be kept exactly');
  });
});

describe('a scalar with a tag', () => {
  it.each<[string, string, ScalarValue]>([
    ['str', '5', '5'],
    ['int', '0x10', 16],
    ['float', '5', 5],
    ['float', '.5', 0.5],
    ['bool', 'off', false],
    ['null', '~', null],
    ['binary', 'aGVsbG8=', 'hello'],
    ['timestamp', '2024-01-01', '2024-01-01'],
    ['set', 'x', 'x'],
  ])('!!%s %s', (type, text, value) => {
    expect(resolveTagged(text, `tag:yaml.org,2002:${type}`)).toBe(value);
  });

  it('of its own is text', () => {
    expect(resolveTagged('5', '!foo')).toBe('5');
  });

  it.each([
    ['int', 'abc'],
    ['int', '1.0'],
    ['int', '1e3'],
    ['float', 'yes'],
    ['bool', '1'],
    ['null', 'x'],
    ['binary', 'a?'],
  ])('must be what the tag says: !!%s %s', (type, text) => {
    expect(() => resolveTagged(text, `tag:yaml.org,2002:${type}`)).toThrow(
      `!!${type} ${text} is n`,
    );
  });
});
