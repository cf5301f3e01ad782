import { ResourceNode } from 'backstage-plugin-stagings-common';
import { KeyboardEvent, useCallback, useMemo, useState } from 'react';
import { TreeMemory, TreeRow, visibleRows } from './treeBranches';

/** A tree on the screen, and what people do with it. */
export interface Tree {
  rows: TreeRow[];
  /** The line that the keyboard is at. */
  current: string | undefined;
  toggle(row: TreeRow): void;
  focusOn(id: string): void;
  /** For the element that holds the lines; answers the keys of the tree pattern. */
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

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as Element;
    const isOnLine = target.getAttribute('role') === 'treeitem';
    const index = rows.findIndex(({ id }) => id === current);
    const row = rows[index];
    if (!row || !isOnLine || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const next = answer(event.key, rows, index);
    if (!next) return;
    event.preventDefault();
    if (next === 'toggle') toggle(row);
    else setFocused(next.id);
  };
  return { rows, current, toggle, focusOn: setFocused, onKeyDown };
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
