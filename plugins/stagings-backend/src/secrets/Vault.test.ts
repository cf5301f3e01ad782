import { Vault } from './Vault';

const place = { stagingId: 'one', parameter: 'password' };

it('opens what it sealed, and what older keys sealed', () => {
  const sealed = new Vault(['old']).seal('hunter22', place);
  const vault = new Vault(['new', 'old']);
  expect(vault.open(sealed, place)).toBe('hunter22');
  expect(vault.isCurrent(sealed)).toBe(false);
  expect(vault.isCurrent(vault.seal('hunter22', place))).toBe(true);
});

it('seals the same text differently each time', () => {
  const vault = new Vault(['key']);
  expect(vault.seal('a', place)).not.toBe(vault.seal('a', place));
});

it.each([
  ['of another staging', { ...place, stagingId: 'other' }],
  ['of another parameter', { ...place, parameter: 'token' }],
])('opens no seal in the place %s', (_, elsewhere) => {
  const vault = new Vault(['key']);
  expect(() => vault.open(vault.seal('hunter22', place), elsewhere)).toThrow(
    'what the database holds of it was changed',
  );
});

it.each([
  ['cut off', (sealed: string) => sealed.slice(0, -4)],
  [
    'changed',
    (sealed: string) =>
      sealed.replace(/.$/, last => (last === 'A' ? 'Q' : 'A')),
  ],
  ['empty', (sealed: string) => sealed.split('.').slice(0, 2).join('.')],
])('opens no seal that is %s', (_, change) => {
  const vault = new Vault(['key']);
  expect(() =>
    vault.open(change(vault.seal('hunter22', place)), place),
  ).toThrow('what the database holds of it was changed');
});

it.each(['', 'hunter22', 'v1.abc.def', 'v9.0.0'])(
  'takes %p for no seal of its own',
  text => {
    expect(() => new Vault(['key']).open(text, place)).toThrow(
      'the key that it was sealed with is not among stagings.secrets.keys',
    );
  },
);
