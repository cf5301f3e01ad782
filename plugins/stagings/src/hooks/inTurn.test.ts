import { inTurn } from './inTurn';

describe('inTurn', () => {
  it('tells how each ended, in the order of the items', async () => {
    const outcomes = await inTurn([3, 1, 2], 2, async item => {
      await new Promise(done => setTimeout(done, item));
      if (item === 1) throw new Error('no');
      return item * 10;
    });
    expect(outcomes).toEqual([
      { value: 30 },
      { error: new Error('no') },
      { value: 20 },
    ]);
  });

  it('does only a few at once', async () => {
    let running = 0;
    let most = 0;
    await inTurn([1, 2, 3, 4, 5], 2, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(done => setTimeout(done, 1));
      running -= 1;
    });
    expect(most).toBe(2);
  });
});
