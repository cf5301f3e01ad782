import { Random } from './random';

/** Where readers of YAML differ: words, numbers of all bases, separators, times, and text near to them. */
const PLAIN = [
  'y Y yes Yes YES n N no No NO on On ON off Off OFF true True TRUE false False FALSE null Null NULL ~ tRue yEs nULL',
  '0644 0o644 0O644 00 0 -0 +0 08 09 0x1F 0X1F 0x 0b11 0B11 0b 0b2 0_7 0o 0o8 0o_7 -0o7 +0o7 0b1_1 0b_1 0_ 0_8 0x1_F 0x_1',
  '1_000 _1 1_ 1__0 +12 -12 --1 -0x1F -0b11 -0644 +0644 +0x1f 18446744073709551616 0x1ffffffffffffffff 12345678',
  '1e3 1E3 1e+3 1e-3 1.e3 .5 5. . .. 1. +.5 -.5 1_0.5 1.5_0 1e1_0 e3 1e + -. .e3 .5e3 1_e3 1e_3 0e0 00e1 08.5 0. 00.5 1e400 1e-400 0.1 0.10 1.10 1e20 1e21',
  '12:30 1:30:45 190:20:30.15 2024-01-01 2024-01-01T00:00:00Z 2024-1-1 1.2.3 v1.2 ..5 0x1.8p1 1p3 inf nan NaN Infinity',
  'http://x a#b ?a -a = << é 😀 \u00a0 a\u00adb 1\u00a0 \u200b \ue000 \u0300 a\tb',
].flatMap(line => line.split(' '));

const ESCAPES = [
  '\\n \\t \\" \\\\ \\x41 \\x85 \\u0085 \\u2028 \\u2029 \\u007f \\uFFFE \\uFFFF \\U0001F600 \\e \\a \\b \\0 \\N \\_ \\L \\P \\v \\f \\r é 😀 a #',
].flatMap(line => line.split(' '));

/** Text of one YAML value, to stand behind a key that is indented by two. */
export function yamlText(random: Random): string {
  const kinds = [plain, quoted, single, block, flow, tagged, nested];
  return random.pick(kinds)(random);
}

function plain(random: Random): string {
  return random.below(5) > 1
    ? random.pick(PLAIN)
    : `0${random
        .several(5, () => random.pick([...'0123456789_.eExob', 'e-', 'e+']))
        .join('')}`;
}

function quoted(random: Random): string {
  const parts = [...ESCAPES, ' ', '\n    ', '\n\n    ', 'a\\\n    b'];
  return `"${random.several(5, () => random.pick(parts)).join('')}"`;
}

function single(random: Random): string {
  const parts = ["''", 'a', ' ', '\\n', '\n    b', '\n\n    ', '"', '#', ': '];
  return `'${random.several(5, () => random.pick(parts)).join('')}'`;
}

function block(random: Random): string {
  const head = `${random.pick(['|', '>'])}${random.pick(['', '-', '+'])}`;
  const lines = random.several(5, () => {
    const indent = random.pick(['    ', '     ', '      ']);
    const text = random.pick(['a', 'b c', '# x', '- y', 'a: b', 'é😀', 'z  ']);
    return random.pick([`\n${indent}${text}`, '\n']);
  });
  return `${head}${random.pick(['', ' # c'])}\n    first${lines.join('')}`;
}

function flow(random: Random, depth = 0): string {
  const value = (): string =>
    depth > 2 || random.below(5) > 1
      ? random.pick([word, quoted, single])(random)
      : flow(random, depth + 1);
  const end = random.pick(['', '', ',']);
  if (random.below(2) === 0) {
    const items = random.several(4, value);
    return `[${items.join(', ')}${items.length > 0 ? end : ''}]`;
  }
  const entries = random
    .several(4, value)
    .map((item, index) => `k${index}: ${item}`);
  return `{${entries.join(', ')}${entries.length > 0 ? end : ''}}`;
}

/** Plain text that means the same inside brackets. */
function word(random: Random): string {
  return random.pick(PLAIN.filter(text => !/^[-?]|[:,[\]{}]/.test(text)));
}

function tagged(random: Random): string {
  const tags =
    '!!str !!int !!float !!bool !!null !!seq !!map !!set !!omap !foo !<tag:yaml.org,2002:str> &a';
  const value = random.pick([
    () => random.pick(PLAIN),
    () => quoted(random),
    () => random.pick(['[a]', '{a: b}', '"5"', "'yes'"]),
  ]);
  return `${random.pick(tags.split(' '))} ${value()}`;
}

function nested(random: Random): string {
  const value = () => plain(random);
  const lines = random.pick([
    () => [`k1: ${value()}`, `k2: ${value()}`],
    () => [`- ${value()}`, `- - ${value()}`, '  - x'],
    () => [`k1: &q ${value()}`, 'k2: *q'],
    () => [`k1: &q ${value()}`, 'k2: &q 7', 'k3: *q'],
    () => ['k1: &m {a: 1, b: 2}', '<<: *m', `b: ${value()}`],
    () => ['k1: &m {a: 1, b: 2}', 'k2:', `  b: ${value()}`, '  <<: *m'],
    () => ['k1: &m {a: 1, b: 2}', 'k2:', '  <<: [*m, {a: 5, c: 6}]'],
    () => ['k1: &m {a: 1}', 'k2: {"<<": {a: 1}}'],
    () => [`k1: ${value()}`, `k1: ${value()}`],
    () => ['? k1', `: ${value()}`],
  ])();
  return lines.map(line => `\n    ${line}`).join('');
}
