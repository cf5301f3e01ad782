import { helmWarnings } from './helmWarnings';

it.each([
  ['level=WARN msg="this chart is deprecated"', 'this chart is deprecated'],
  [
    'level=INFO msg="warning: destination for web.a.b is a table. Ignoring non-table value (1)"',
    'destination for web.a.b is a table. Ignoring non-table value (1)',
  ],
  [
    'level=INFO msg="skipping unknown hooks" hookTypes=crd-install',
    'skipping unknown hooks (hookTypes=crd-install)',
  ],
  [
    'coalesce.go:286: warning: cannot overwrite table with non table for web.a (map[b:1])',
    'cannot overwrite table with non table for web.a (map[b:1])',
  ],
  [
    '2026/01/02 03:04:05 warning: skipped value for web.a: Not a table.',
    'skipped value for web.a: Not a table.',
  ],
  ['WARNING: This chart is deprecated', 'This chart is deprecated'],
])('finds the warning in %s', (line, text) => {
  expect(helmWarnings(`${line}\n`)).toEqual([
    { level: 'warning', message: `helm warns: ${text}` },
  ]);
});

it('leaves out all else, and says nothing twice', () => {
  const warning = 'level=WARN msg=old';
  expect(
    helmWarnings(`level=INFO msg="pulled"\n${warning}\n${warning}\n`),
  ).toHaveLength(1);
});
