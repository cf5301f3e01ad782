import { SignalApi } from '@backstage/plugin-signals-react';
import { JsonObject } from '@backstage/types';

/** Signals that a test sends, and a connection that it can let go silent. */
export function fakeSignals() {
  const listeners = new Set<(message: JsonObject) => void>();
  const api: SignalApi = {
    subscribe: (_channel, onMessage) => {
      const listener = onMessage as (message: JsonObject) => void;
      listeners.add(listener);
      return { unsubscribe: () => listeners.delete(listener) };
    },
  };
  return {
    api,
    send: (stagingId: string) =>
      listeners.forEach(listener => listener({ stagingId })),
    /** As when the socket closes: nobody is told, and nothing comes any more. */
    close: () => listeners.clear(),
  };
}
