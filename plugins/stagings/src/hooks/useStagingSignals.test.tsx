import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { JsonObject } from '@backstage/types';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { useStagingSignals } from './useStagingSignals';

/** Signals that a test sends. */
function createSignals() {
  const subscribers = new Map<object, (stagingId: string) => void>();
  const channels: string[] = [];
  const api: SignalApi = {
    subscribe: (channel, onMessage) => {
      const subscriber = {};
      channels.push(channel);
      subscribers.set(subscriber, stagingId =>
        onMessage({ stagingId } as JsonObject as Parameters<
          typeof onMessage
        >[0]),
      );
      return { unsubscribe: () => subscribers.delete(subscriber) };
    },
  };
  return {
    api,
    channels,
    subscribers,
    send: (stagingId: string) =>
      subscribers.forEach(receive => receive(stagingId)),
  };
}

describe('useStagingSignals', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function render(signals: ReturnType<typeof createSignals>) {
    const onChange = jest.fn();
    const rendered = renderHook(
      () => useStagingSignals(id => id !== 'other', onChange),
      {
        wrapper: ({ children }: PropsWithChildren) => (
          <TestApiProvider apis={[[signalApiRef, signals.api]]}>
            {children}
          </TestApiProvider>
        ),
      },
    );
    return { onChange, ...rendered };
  }

  it('turns a burst into one call, soon after', () => {
    const signals = createSignals();
    const { onChange } = render(signals);
    expect(signals.channels).toEqual(['stagings']);
    act(() => ['a', 'b', 'a'].forEach(signals.send));
    expect(onChange).not.toHaveBeenCalled();
    act(() => jest.advanceTimersByTime(500));
    expect(onChange).toHaveBeenCalledTimes(1);
    act(() => signals.send('a'));
    act(() => jest.advanceTimersByTime(500));
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('ignores stagings that do not concern it', () => {
    const signals = createSignals();
    const { onChange } = render(signals);
    act(() => signals.send('other'));
    act(() => jest.advanceTimersByTime(500));
    expect(onChange).not.toHaveBeenCalled();
  });

  it('ends with its component', () => {
    const signals = createSignals();
    const { onChange, unmount } = render(signals);
    act(() => signals.send('a'));
    unmount();
    act(() => jest.advanceTimersByTime(500));
    expect(onChange).not.toHaveBeenCalled();
    expect(signals.subscribers.size).toBe(0);
  });

  it('does without the signals plugin', () => {
    const onChange = jest.fn();
    renderHook(() => useStagingSignals(() => true, onChange), {
      wrapper: ({ children }: PropsWithChildren) => (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
    });
    expect(onChange).not.toHaveBeenCalled();
  });
});
