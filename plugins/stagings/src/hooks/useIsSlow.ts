import { useEffect, useState } from 'react';

/** From here on it is worth saying that something takes a while, in milliseconds. */
const SLOW_MS = 4_000;

/** Whether something has been under way for so long that people begin to wonder. */
export function useIsSlow(underWay: boolean): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!underWay) return undefined;
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [underWay]);
  return isSlow;
}
