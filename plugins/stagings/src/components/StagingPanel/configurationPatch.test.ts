import { configurationPatch } from './configurationPatch';

const from = {
  commit: '3f9',
  parameters: { version: '1', size: 2 },
  overrides: { image: { tag: '1' }, debug: null },
};

describe('configurationPatch', () => {
  it.each([
    ['nothing', from, undefined],
    ['another commit', { ...from, commit: '4a0' }, { commit: '4a0' }],
    [
      'no commit',
      { parameters: from.parameters, overrides: from.overrides },
      { commit: null },
    ],
    [
      'a parameter, as a patch',
      { ...from, parameters: { version: '2' } },
      { parameters: { version: '2', size: null } },
    ],
    [
      'a removal of a value of the chart, whole',
      { ...from, overrides: { ...from.overrides, resources: null } },
      {
        overrides: { image: { tag: '1' }, debug: null, resources: null },
        replace: ['overrides'],
      },
    ],
    [
      'an override taken back',
      { ...from, overrides: { image: { tag: '1' } } },
      { overrides: { image: { tag: '1' } }, replace: ['overrides'] },
    ],
  ])('sends %s', (_case, to, patch) => {
    expect(configurationPatch(from, to)).toEqual(patch);
  });
});
