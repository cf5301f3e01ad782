import { setTimeout as sleep } from 'node:timers/promises';
import { together } from './together';

it('answers both', async () => {
  await expect(together(sleep(5, 'a'), sleep(1, 2))).resolves.toEqual(['a', 2]);
});

it.each([
  ['the other', () => Promise.resolve('fine'), 'other'],
  ['both', () => sleep(1).then(() => Promise.reject(new Error('one'))), 'one'],
])(
  'waits for both and reports the first, where %s fails',
  async (_, one, said) => {
    let isOver = false;
    const other = sleep(10).then(() => {
      isOver = true;
      throw new Error('other');
    });
    await expect(together<unknown, unknown>(one(), other)).rejects.toThrow(
      said,
    );
    expect(isOver).toBe(true);
  },
);
