import { ContainerState, ResourceNode } from 'backstage-plugin-stagings-common';
import { isWorkload, resourceKey, sortResources } from './resourceOrder';

/** What a line of the tree is about. */
export type TreeEntry =
  | {
      type: 'object';
      node: ResourceNode;
      /** Whether the template made it; pods and what else others make are not. */
      isApplied: boolean;
    }
  | { type: 'container'; pod: string; container: ContainerState }
  | { type: 'calm'; count: number };

/** A line of the tree with the lines below it. */
export interface TreeBranch {
  id: string;
  entry: TreeEntry;
  children: TreeBranch[];
}

/** A line as it is shown. */
export interface TreeRow {
  id: string;
  entry: TreeEntry;
  /** From 1. */
  level: number;
  /** Place among its siblings, from 1, and how many of them there are. */
  position: number;
  siblings: number;
  parent?: string;
  /** Absent where there is nothing below it. */
  isOpen?: boolean;
}

/** Id of the line that holds what is calm. */
const CALM = 'calm';

/**
 * What the tree remembers of what it has shown, so that nothing moves under people's eyes: a line stays where
 * it first showed up, open or folded as it first was.
 */
export class TreeMemory {
  private readonly places = new Map<string, number>();
  private readonly opened = new Map<string, boolean>();
  private readonly calm = new Set<string>();

  /** The tree of a staging's objects: what needs a look first, calm objects that run nothing in one fold. */
  branchesOf(nodes: ResourceNode[]): TreeBranch[] {
    const all = this.inPlace(nodes).map(node => this.objectBranch(node, true));
    const shown = all.filter(({ id }) => !this.calm.has(id));
    const calm = all.filter(({ id }) => this.calm.has(id));
    if (calm.length === 0) return shown;
    const entry: TreeEntry = { type: 'calm', count: calm.length };
    return [...shown, { id: CALM, entry, children: calm }];
  }

  /** Whether a line was open when it first showed up. */
  wasOpen(id: string): boolean {
    return this.opened.get(id) ?? false;
  }

  private objectBranch(node: ResourceNode, isApplied: boolean): TreeBranch {
    const id = resourceKey(node);
    this.remember(id, node, isApplied);
    const containers = (node.containers ?? []).map(
      (container): TreeBranch => ({
        id: `${id}/${container.name}`,
        entry: { type: 'container', pod: node.name, container },
        children: [],
      }),
    );
    const children = this.inPlace(node.children).map(child =>
      this.objectBranch(child, false),
    );
    return {
      id,
      entry: { type: 'object', node, isApplied },
      children: [...containers, ...children],
    };
  }

  private remember(id: string, node: ResourceNode, isApplied: boolean): void {
    const isHealthy = node.health === 'healthy';
    if (!this.opened.has(id)) {
      this.opened.set(id, !isHealthy);
      if (isApplied && isHealthy && !isWorkload(node)) this.calm.add(id);
    }
    if (!isHealthy) this.calm.delete(id);
  }

  private inPlace(nodes: ResourceNode[]): ResourceNode[] {
    const placeOf = (node: ResourceNode): number => {
      const id = resourceKey(node);
      const place = this.places.get(id) ?? this.places.size;
      this.places.set(id, place);
      return place;
    };
    return sortResources(nodes)
      .map(node => ({ node, place: placeOf(node) }))
      .sort((one, other) => one.place - other.place)
      .map(({ node }) => node);
  }
}

/** The lines that are to be seen, from top to bottom. */
export function visibleRows(
  branches: TreeBranch[],
  isOpen: (id: string) => boolean,
  above: { level: number; id?: string } = { level: 0 },
): TreeRow[] {
  return branches.flatMap(({ id, entry, children }, index) => {
    const row: TreeRow = {
      id,
      entry,
      level: above.level + 1,
      position: index + 1,
      siblings: branches.length,
      parent: above.id,
      ...(children.length > 0 && { isOpen: isOpen(id) }),
    };
    return row.isOpen
      ? [row, ...visibleRows(children, isOpen, { level: row.level, id })]
      : [row];
  });
}
