import { statedFields } from './statedFields';

it.each([
  ['leaves defaults out', { a: 1, b: 2 }, { a: 3 }, { a: 1 }],
  ['goes into maps', { a: { b: 1, c: 2 } }, { a: { c: 3 } }, { a: { c: 2 } }],
  [
    'matches items by their name',
    {
      list: [
        { name: 'x', v: 1, w: 1 },
        { name: 'y', v: 2, w: 2 },
      ],
    },
    {
      list: [
        { name: 'y', v: 3 },
        { name: 'x', w: 3 },
      ],
    },
    {
      list: [
        { name: 'x', w: 1 },
        { name: 'y', v: 2 },
      ],
    },
  ],
  [
    'matches items without names by position, and keeps those that have no counterpart',
    { list: [{ v: 1, w: 1 }, { v: 2 }] },
    { list: [{ v: 3 }] },
    { list: [{ v: 1 }, { v: 2 }] },
  ],
  [
    'keeps a value of another type',
    { a: 'text' },
    { a: { b: 1 } },
    { a: 'text' },
  ],
])('%s', (_, live, stated, expected) => {
  expect(statedFields(live, stated)).toEqual(expected);
});
