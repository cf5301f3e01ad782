import {
  RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

/** So close to the end counts as the end, in pixels. */
const NEAR = 24;

/** Keeps the end of a growing text in sight as long as its reader stays there. */
export interface Tail {
  /** Whether the reader has scrolled up, to read in peace. */
  isPaused: boolean;
  onScroll(): void;
  jumpToEnd(): void;
  /** Stays where it is until the reader jumps to the end. */
  pause(): void;
}

/** @param length - changes with everything that is added to the text */
export function useTail(box: RefObject<HTMLElement>, length: number): Tail {
  const [isPaused, setPaused] = useState(false);
  const paused = useRef(false);
  const setBoth = useCallback((next: boolean) => {
    paused.current = next;
    setPaused(next);
  }, []);
  const toEnd = useCallback(() => {
    const element = box.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, [box]);

  useLayoutEffect(() => {
    if (!paused.current) toEnd();
  }, [length, toEnd]);

  const onScroll = useCallback(() => {
    const element = box.current;
    if (!element) return;
    const below =
      element.scrollHeight - element.scrollTop - element.clientHeight;
    setBoth(below > NEAR);
  }, [box, setBoth]);

  const pause = useCallback(() => setBoth(true), [setBoth]);

  return {
    isPaused,
    onScroll,
    jumpToEnd: () => {
      setBoth(false);
      toEnd();
    },
    pause,
  };
}
