import { renderInTestApp } from '@backstage/test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { ListSearch, readFilters } from './listSearch';
import { SearchField } from './SearchField';

const set = jest.fn();
const searchFor = (q: string): ListSearch => ({
  ...readFilters(new URLSearchParams({ q })),
  set,
  clear: jest.fn(),
});

/** A list whose address follows later than it is told, as on a busy page. */
function SlowAddress() {
  const [q, setQ] = useState('');
  return (
    <>
      <SearchField search={searchFor(q)} />
      {['fea', 'elsewhere'].map(text => (
        <button key={text} onMouseDown={() => setQ(text)}>
          {text}
        </button>
      ))}
    </>
  );
}

const field = () => screen.getByRole('searchbox');

describe('SearchField', () => {
  beforeEach(() => set.mockClear());

  it('keeps what was typed meanwhile when the address follows', async () => {
    await renderInTestApp(<SlowAddress />);
    await userEvent.type(field(), 'fea');
    await waitFor(() => expect(set).toHaveBeenCalledWith({ q: 'fea' }));
    await userEvent.type(field(), 'ture');
    await userEvent.click(screen.getByRole('button', { name: 'fea' }));
    expect(field()).toHaveValue('feature');
    await waitFor(() => expect(set).toHaveBeenLastCalledWith({ q: 'feature' }));
  });

  it('shows what somebody else puts into the address', async () => {
    await renderInTestApp(<SlowAddress />);
    await userEvent.type(field(), 'fea');
    await userEvent.click(screen.getByRole('button', { name: 'elsewhere' }));
    expect(field()).toHaveValue('elsewhere');
  });
});
