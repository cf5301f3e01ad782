import { JsonValue } from '@backstage/types';
import { TerminalError } from '../../../model/errors';
import { hookEventsOf } from '../../../model/hook';
import { InventoryEntry } from '../../../model/inventory';
import {
  describeObject,
  groupOf,
  identityKey,
  identityOf,
  KubeObject,
} from '../../../model/kubeObject';
import { kindKey } from '../../../model/podTemplate';
import { StagingRecord } from '../../../model/staging';
import { mapStrings } from '../../../template/expressions/mapStrings';
import { MadeName, madeNames } from './madeNames';

/** Two renders of the same, and the file that each object comes from, by identity key. */
export interface NamedTwice {
  objects: KubeObject[];
  again: KubeObject[];
  sources: ReadonlyMap<string, string>;
}

/** What runs once for each object of its sort: a new name in a new revision is meant to run it again. */
const RUNS_ONCE = ['batch/Job', '/Pod'];

/**
 * Keeps the first name of an object whose template makes up another one at each render: a redeploy would otherwise
 * run a finished Job again, and put an empty volume in the place of one with data. Whatever gives the name somewhere
 * else gives the kept one. A Job or Pod has its new name in a new revision, as an upgrade by Helm gives it.
 *
 * @returns the renders, and a sentence for each name
 * @throws TerminalError where hooks cannot be told apart: one could run twice, another never
 */
export function keepNames(
  render: NamedTwice,
  inventory: readonly InventoryEntry[],
  staging: Pick<StagingRecord, 'revision'>,
): NamedTwice & { notices: string[] } {
  const rendered = new Set(render.objects.map(keyOf));
  const known = new Map(inventory.map(entry => [identityKey(entry), entry]));
  const made = madeNames(render.objects, render.again, object =>
    known.has(keyOf(object)),
  );
  const gone = inventory.filter(entry => !rendered.has(identityKey(entry)));
  const renames: Rename[] = [];
  const notices: string[] = [];
  for (const name of made) {
    const from = render.sources.get(keyOf(name.object)) ?? 'the template';
    if (isAmbiguous(name, made)) {
      notices.push(requireNoHook(name, from));
      continue;
    }
    const entry = newest(gone.filter(candidate => fits(name, candidate)));
    if (!entry) continue;
    if (entry.revision !== staging.revision && !outlivesRevision(name)) {
      continue;
    }
    renames.push({ name, kept: entry.name });
    notices.push(
      `${describeObject(
        entry,
      )} keeps its name: ${from} makes up a new one at each render`,
    );
  }
  return { ...renamed(render, renames), notices: notices.sort() };
}

interface Rename {
  name: MadeName;
  kept: string;
}

function keyOf(object: KubeObject): string {
  return identityKey(identityOf(object));
}

function isHook(object: KubeObject): boolean {
  return hookEventsOf(object).length > 0;
}

/** Whether nothing but the made-up part tells an object from another one. */
function isAmbiguous(name: MadeName, all: readonly MadeName[]): boolean {
  return all.some(
    other =>
      other !== name &&
      kindKey(other.object) === kindKey(name.object) &&
      other.object.metadata.namespace === name.object.metadata.namespace &&
      other.pattern.source === name.pattern.source,
  );
}

function requireNoHook({ object }: MadeName, source: string): string {
  const name = describeObject(identityOf(object));
  const problem = `${source} makes up the whole name of ${name} and of others of its kind, so that they cannot be told apart`;
  if (!isHook(object)) return `${problem}: each deploy has new ones`;
  throw new TerminalError({
    reason: 'HooksAlike',
    message: problem,
    hint: {
      text: `Give each hook in ${source} a name of its own, with or without a part that is made up.`,
      audience: 'platform',
    },
  });
}

function fits({ object, pattern }: MadeName, entry: InventoryEntry): boolean {
  return (
    entry.kind === object.kind &&
    entry.group === groupOf(object.apiVersion) &&
    entry.namespace === object.metadata.namespace &&
    Boolean(entry.hook) === isHook(object) &&
    pattern.test(entry.name)
  );
}

function newest(
  entries: readonly InventoryEntry[],
): InventoryEntry | undefined {
  return [...entries].sort(
    (one, other) =>
      other.revision - one.revision || (one.name < other.name ? -1 : 1),
  )[0];
}

/** What only has a time in its name may as well have another one for a reason, such as a new version. */
function outlivesRevision({ object, other }: MadeName): boolean {
  if (other === undefined) return false;
  return isHook(object) || !RUNS_ONCE.includes(kindKey(object));
}

function renamed(
  { objects, again, sources }: NamedTwice,
  renames: readonly Rename[],
): NamedTwice {
  if (renames.length === 0) return { objects, again, sources };
  const first = new Map(
    renames.map(({ name, kept }) => [name.object.metadata.name, kept]),
  );
  const second = new Map(
    renames.map(({ name, kept }) => [
      name.other ?? name.object.metadata.name,
      kept,
    ]),
  );
  const moved = new Map(
    renames.map(({ name: { object }, kept }) => [
      keyOf(object),
      identityKey({ ...identityOf(object), name: kept }),
    ]),
  );
  return {
    objects: objects.map(object => withNames(object, first)),
    again: again.map(object => withNames(object, second)),
    sources: new Map(
      [...sources].map(([key, source]) => [moved.get(key) ?? key, source]),
    ),
  };
}

function withNames(
  object: KubeObject,
  names: ReadonlyMap<string, string>,
): KubeObject {
  return mapStrings(
    object as unknown as JsonValue,
    '',
    text => names.get(text) ?? text,
  ) as unknown as KubeObject;
}
