import { Random } from './random';

/** Characters that some reader or writer of JSON or YAML changes, refuses or takes for syntax. */
const CHARACTERS = [
  ...'aZ09 _-.:#"\'\\/{}[],&*!|>%@`~?=<',
  '\n',
  '\r',
  '\t',
  '\u0000',
  '\u0001',
  '\u001b',
  '\u007f',
  '\u0080',
  '\u0085',
  '\u009f',
  '\u00a0',
  '\u00ad',
  '\u200b',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\ufffd',
  '\ufffe',
  '\uffff',
  'é',
  '漢',
  '😀',
  '\u{10ffff}',
  '\\u0041',
  '---\n',
  '- a: b\n',
  '${{ x }}',
];

/** Text of any valid Unicode. */
export function unicodeText(random: Random, length: number): string {
  return random.several(length, () => character(random)).join('');
}

function character(random: Random): string {
  if (random.below(4) > 0) {
    return random.pick(CHARACTERS);
  }
  const code = random.below(0x11_0000);
  return code >= 0xd800 && code <= 0xdfff ? 'x' : String.fromCodePoint(code);
}

/** Any value of JSON, with text of all sorts as keys too. */
export function jsonValue(random: Random, depth = 0): unknown {
  const scalars = [
    () => unicodeText(random, 12),
    () => random.pick([0, -1, 420, 1e21, 1e-7, 0.1, Number.MAX_SAFE_INTEGER]),
    () => random.pick([true, false]),
  ];
  if (depth > 2 || random.below(3) > 0) {
    return random.pick(scalars)();
  }
  const values = random.several(4, () => jsonValue(random, depth + 1));
  return random.below(2) === 0
    ? values
    : Object.fromEntries(values.map(value => [unicodeText(random, 6), value]));
}
