import { JsonValue } from '@backstage/types';
import {
  EntryKind,
  entriesOf,
  EntryProblem,
  kindOf,
  readEntries,
} from './entries';

describe('readEntries', () => {
  it('says what overrides say, of every type', () => {
    const overrides = {
      image: { tag: '1.2' },
      replicas: 2,
      debug: false,
      resources: null,
      hosts: ['a', { b: 1 }],
      'example.com/size': {},
    };
    expect(readEntries(entriesOf(overrides))).toEqual({ value: overrides });
  });

  it.each<[EntryKind, string, JsonValue]>([
    ['text', '2', '2'],
    ['text', '', ''],
    ['number', ' 2 ', 2],
    ['number', '-1.5e3', -1500],
    ['boolean', 'true', true],
    ['json', '[1]', [1]],
    ['remove', 'what was typed before', null],
  ])('reads %s %j', (kind, text, value) => {
    expect(readEntries([{ path: ['a'], kind, text }])).toEqual({
      value: { a: value },
    });
  });

  it.each<[EntryKind, string, EntryProblem]>([
    ['number', '', 'missing'],
    ['json', ' ', 'missing'],
    ['number', '0x10', 'notNumber'],
    ['number', '010', 'notNumber'],
    ['number', '12345678901234567890', 'notExact'],
    ['number', '1e999', 'notExact'],
    ['boolean', 'yes', 'notBoolean'],
    ['json', '{', 'notJson'],
  ])('cannot read %s %j', (kind, text, problem) => {
    expect(readEntries([{ path: ['a', 'b'], kind, text }])).toEqual({
      problems: new Map([['a.b', problem]]),
    });
  });

  it('names what stands within another override', () => {
    expect(
      readEntries([
        { path: ['web'], kind: 'remove', text: '' },
        { path: ['web', 'replicas'], kind: 'number', text: '2' },
      ]),
    ).toEqual({ problems: new Map([['web.replicas', 'insideAnother']]) });
  });
});

describe('kindOf', () => {
  it.each([
    ['integer', 'number'],
    ['object', 'json'],
    ['array', 'json'],
    ['string', 'text'],
    [undefined, 'text'],
  ] as const)('%s is typed in as %s', (type, kind) => {
    expect(kindOf(type)).toBe(kind);
  });
});
