import { ResourceNode } from 'backstage-plugin-stagings-common';
import { KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { TreeMemory, TreeRow, visibleRows } from './treeBranches';

/** A tree on the screen, and what people do with it. */
export interface Tree {
  rows: TreeRow[];
  /** The line that the keyboard is at. */
  current: string | undefined;
  toggle(row: TreeRow): void;
  focusOn(id: string): void;
  /** For each line; answers the keys of the tree pattern. */
  onKeyDown(event: KeyboardEvent): void;
}

/** The lines of a staging's tree, which of them are open, and where the keyboard is. */
export function useTree(nodes: ResourceNode[]): Tree {
  const [memory] = useState(() => new TreeMemory());
  const [chosen, setChosen] = useState<Record<string, boolean>>({});
  const [focused, setFocused] = useState<string>();
  const rows = useMemo(
    () =>
      visibleRows(
        memory.branchesOf(nodes),
        id => chosen[id] ?? memory.wasOpen(id),
      ),
    [memory, nodes, chosen],
  );
  const toggle = useCallback(({ id, isOpen }: TreeRow) => {
    if (isOpen === undefined) return;
    setChosen(before => ({ ...before, [id]: !isOpen }));
  }, []);
  const isShown = rows.some(({ id }) => id === focused);
  const current = isShown ? focused : rows[0]?.id;

  // Lines keep the function that they got, so that a move re-renders two of them only.
  const latest = useRef({ rows, current });
  latest.current = { rows, current };
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const lines = latest.current.rows;
      const index = lines.findIndex(({ id }) => id === latest.current.current);
      const row = lines[index];
      if (!row || !isForLine(event)) return;
      const next = answer(event.key, lines, index);
      if (!next) return;
      event.preventDefault();
      if (next === 'toggle') toggle(row);
      else setFocused(next.id);
    },
    [toggle],
  );
  return { rows, current, toggle, focusOn: setFocused, onKeyDown };
}

/** Keys on a button of a line belong to the button, and those with a modifier to the browser. */
function isForLine(event: KeyboardEvent): boolean {
  const isOnLine = event.target === event.currentTarget;
  return isOnLine && !event.altKey && !event.ctrlKey && !event.metaKey;
}

/** What a key does: the line to go to, or a change of the current one. */
function answer(
  key: string,
  rows: TreeRow[],
  index: number,
): TreeRow | 'toggle' | undefined {
  const row = rows[index];
  switch (key) {
    case 'ArrowDown':
      return rows[index + 1];
    case 'ArrowUp':
      return rows[index - 1];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    case 'ArrowRight':
      if (row?.isOpen === false) return 'toggle';
      return row?.isOpen ? rows[index + 1] : undefined;
    case 'ArrowLeft':
      if (row?.isOpen) return 'toggle';
      return rows.find(({ id }) => id === row?.parent);
    case 'Enter':
    case ' ':
      return row?.isOpen === undefined ? undefined : 'toggle';
    default:
      return undefined;
  }
}
