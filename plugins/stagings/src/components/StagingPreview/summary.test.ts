import { previewAnswer, previewObject } from '../../__testUtils__/previews';
import { isAllNew, summaryOf } from './summary';

describe('summaryOf', () => {
  it('counts what happens to the objects, what changes before what stays', () => {
    const summary = summaryOf(
      previewAnswer({
        objects: [
          previewObject({ action: 'unchanged' }),
          previewObject({ action: 'change' }),
          previewObject({ action: 'change' }),
          previewObject({ action: 'remove' }),
        ],
        problems: [{ reason: 'ImageMissing', message: 'not pushed' }],
      }),
    );
    expect(summary.actions).toEqual([
      { action: 'change', count: 2 },
      { action: 'remove', count: 1 },
      { action: 'unchanged', count: 1 },
    ]);
    expect(summary).toMatchObject({ objects: 4, images: 1, problems: 1 });
    expect(isAllNew(summary)).toBe(false);
  });

  it('knows a staging that is all new', () => {
    expect(isAllNew(summaryOf(previewAnswer()))).toBe(true);
  });
});
