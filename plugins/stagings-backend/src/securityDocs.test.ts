import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const text = readFileSync(resolve(root, 'docs/security.md'), 'utf8');
const tests = [...new Set(text.match(/[\w./-]+\.test\.tsx?/g) ?? [])];

it('names tests for what it promises', () => {
  expect(tests.length).toBeGreaterThan(20);
});

it.each(tests)('names a test that there is: %s', test => {
  expect(existsSync(resolve(root, test))).toBe(true);
});
