import { isNarrowed, readFilters, writeFilters } from './listSearch';

const read = (address: string) => readFilters(new URLSearchParams(address));

describe('the filters of a list', () => {
  it.each([
    '',
    'state=archived&q=tax&owner=mine&fromTemplate=web&cluster=a&status=failing&sort=-staging&group=component',
    'owner=team&sort=branch',
  ])('come back out of the address "%s"', address => {
    const written = writeFilters(new URLSearchParams(), read(address));
    expect(written.toString()).toBe(address);
  });

  it('leave alone what else stands in the address', () => {
    const params = new URLSearchParams('new=&template=web&q=old');
    expect(writeFilters(params, read('')).toString()).toBe('new=&template=web');
  });

  it.each(['state=gone', 'owner=nobody', 'status=fine', 'sort=colour'])(
    'are as without any where the address says %s',
    address => {
      expect(read(address)).toEqual(read(''));
    },
  );

  it.each([
    ['', false],
    ['state=archived&sort=branch&group=component', false],
    ['q=a', true],
    ['owner=mine', true],
    ['status=failed', true],
    ['fromTemplate=web', true],
    ['cluster=a', true],
  ])('"%s" keep something out: %s', (address, narrowed) => {
    expect(isNarrowed(read(address))).toBe(narrowed);
  });
});
