import { useEffect, useState } from 'react';

const SETTLED_MS = 500;

/** What a person types, once it has not changed for half a second: for requests that depend on it. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
