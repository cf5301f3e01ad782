import { useDeferredValue, useMemo, useState } from 'react';
import { findAll, Match, stepTo } from './search';

/** A search in the lines of a log. */
export interface LogSearch {
  /** As it is typed. */
  text: string;
  setText(text: string): void;
  /** What is marked; it may be behind the typing for a moment. */
  wanted: string;
  matches: Match[];
  /** Which of the matches is looked at, from 0. */
  current: number;
  go(by: 1 | -1): void;
}

/** Searches lines for what people type, without making them wait while they type. */
export function useLogSearch(lines: string[]): LogSearch {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const wanted = useDeferredValue(text);
  const matches = useMemo(() => findAll(lines, wanted), [lines, wanted]);
  const current = Math.min(chosen, Math.max(0, matches.length - 1));
  return {
    text,
    setText: next => {
      setText(next);
      setChosen(0);
    },
    wanted,
    matches,
    current,
    go: by => setChosen(stepTo(current, by, matches.length)),
  };
}
