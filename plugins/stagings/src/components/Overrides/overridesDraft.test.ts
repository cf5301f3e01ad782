import { draftOverrides, readOverrides, switchView } from './overridesDraft';

const overrides = {
  image: { tag: '1.2' },
  annotations: { 'example.com/size': null },
  hosts: ['a'],
};

describe('switchView', () => {
  it('keeps the data', () => {
    const list = draftOverrides(overrides);
    const yaml = switchView(list);
    expect(yaml).toMatchObject({ view: 'yaml' });
    expect(yaml && readOverrides(yaml)).toEqual(overrides);
    expect(yaml && switchView(yaml)).toEqual(list);
  });

  it.each([
    { view: 'yaml', text: 'a: [' } as const,
    {
      view: 'list',
      entries: [{ path: ['a'], kind: 'json', text: '[' }],
    } as const,
  ])('is not possible while $view cannot be read', draft => {
    expect(
      switchView(draft as Parameters<typeof switchView>[0]),
    ).toBeUndefined();
  });
});
