import { useCallback, useRef, useState } from 'react';
import { Refusal, toRefusal } from '../../api/refusal';

/** A request that is sent when a form is submitted. */
export interface Submission<T> {
  /** Sends it, unless one is under way. */
  submit(request: T): Promise<void>;
  busy: boolean;
  /** Why the last one did not succeed. */
  refusal?: Refusal;
  clearRefusal(): void;
}

/** Sends one request at a time, and keeps the server's words if it is refused. */
export function useSubmission<T>(
  send: (request: T) => Promise<void>,
): Submission<T> {
  const sending = useRef(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const clearRefusal = useCallback(() => setRefusal(undefined), []);

  const submit = async (request: T) => {
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    setRefusal(undefined);
    try {
      await send(request);
    } catch (error) {
      setRefusal(toRefusal(error));
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return { submit, busy, refusal, clearRefusal };
}
