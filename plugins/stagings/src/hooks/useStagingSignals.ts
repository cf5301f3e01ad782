import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useEffect, useRef } from 'react';

const CHANNEL = 'stagings';

/** A burst of signals causes one read, spread over this many milliseconds so that browsers do not ask at once. */
const COALESCE_MS = { min: 100, jitter: 300 };

type StagingSignal = {
  stagingId: string;
};

/**
 * Calls back soon after the backend hinted that a staging changed. Signals are only a hint: they may get
 * lost, and portals without the signals plugin have none.
 * @param concerns - which stagings matter to the caller
 */
export function useStagingSignals(
  concerns: (stagingId: string) => boolean,
  onChange: () => void,
): void {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef({ concerns, onChange });
  latest.current = { concerns, onChange };

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const subscription = signals?.subscribe<StagingSignal>(CHANNEL, message => {
      if (timer || !latest.current.concerns(message.stagingId)) return;
      timer = setTimeout(() => {
        timer = undefined;
        latest.current.onChange();
      }, COALESCE_MS.min + Math.random() * COALESCE_MS.jitter);
    });
    return () => {
      clearTimeout(timer);
      subscription?.unsubscribe();
    };
  }, [signals]);
}
