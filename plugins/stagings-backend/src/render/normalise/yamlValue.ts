import {
  Alias,
  Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Node,
  Pair,
  Scalar,
  YAMLMap,
} from 'yaml';
import { resolvePlain, resolveTagged, ScalarError } from './resolveScalar';

/** A part of a document that has no value. */
export class YamlValueError extends Error {
  readonly name = 'YamlValueError';
  /** Where the part begins, in characters of the whole text; undefined for a part that is empty. */
  readonly offset?: number;

  constructor(message: string, node: unknown) {
    super(message);
    const range = isNode(node) ? node.range : undefined;
    this.offset = range?.[0];
  }
}

/** Values that aliases of one document may repeat; more is an attack on memory. */
const MAX_REPEATED = 100_000;

class Reader {
  /** By name; a name may be given again, and means the last one before an alias. */
  private readonly anchors = new Map<string, Node>();
  /** What is being read once more, because an alias names it. */
  private readonly open = new Set<Node>();
  private repeated = 0;

  read(node: unknown): unknown {
    this.enter(node);
    if (isAlias(node)) return this.follow(node, target => this.read(target));
    if (isScalar(node)) return readScalar(node);
    if (isSeq(node)) return node.items.map(item => this.read(item));
    if (isMap(node)) return Object.fromEntries(this.entries(node));
    return null;
  }

  private entries(map: YAMLMap): Map<string, unknown> {
    const entries = new Map<string, unknown>();
    for (const pair of map.items) {
      if (isMerge(pair)) {
        this.merge(pair.value).forEach((value, key) => entries.set(key, value));
      } else {
        entries.set(this.key(pair.key), this.read(pair.value));
      }
    }
    return entries;
  }

  /** Of several sources the first one counts. */
  private merge(source: unknown): Map<string, unknown> {
    this.enter(source);
    if (isAlias(source)) {
      return this.follow(source, target => this.merge(target));
    }
    if (isSeq(source)) {
      const maps = source.items.map(item => this.merge(item)).reverse();
      return new Map(maps.flatMap(map => [...map]));
    }
    if (isMap(source)) return this.entries(source);
    throw new YamlValueError('<< must be followed by a map', source);
  }

  private key(node: unknown): string {
    this.enter(node);
    if (isAlias(node)) return this.follow(node, target => this.key(target));
    if (isScalar(node)) return node.source ?? String(node.value ?? '');
    if (node === null) return '';
    throw new YamlValueError('the key of a map must be text', node);
  }

  private follow<T>(alias: Alias, read: (target: Node) => T): T {
    const target = this.anchors.get(alias.source);
    if (!target) {
      throw new YamlValueError(`*${alias.source} has no anchor`, alias);
    }
    if (this.open.has(target)) {
      throw new YamlValueError(`*${alias.source} contains itself`, alias);
    }
    this.open.add(target);
    const value = read(target);
    this.open.delete(target);
    return value;
  }

  private enter(node: unknown): void {
    if (this.open.size > 0) {
      this.repeated++;
      if (this.repeated > MAX_REPEATED) {
        throw new YamlValueError('its aliases multiply without measure', node);
      }
    } else if (isNode(node) && !isAlias(node) && node.anchor !== undefined) {
      this.anchors.set(node.anchor, node);
    }
  }
}

function readScalar(node: Scalar): unknown {
  const text = node.source ?? String(node.value ?? '');
  try {
    if (node.tag !== undefined) return resolveTagged(text, node.tag);
    return node.type === Scalar.PLAIN ? resolvePlain(text) : text;
  } catch (error) {
    if (!(error instanceof ScalarError)) throw error;
    throw new YamlValueError(`${error.message}; put it in quotes`, node);
  }
}

/** Only a plain `<<` merges; in quotes it is a key as any other. */
function isMerge({ key }: Pair): boolean {
  return isScalar(key) && key.type === Scalar.PLAIN && key.source === '<<';
}

function isNode(value: unknown): value is Node {
  return isAlias(value) || isScalar(value) || isSeq(value) || isMap(value);
}

/**
 * The value of a parsed document, as the API server reads it, except that keys stay as they were written: the
 * key `n` is not `false`, `1.10` not `1.1`. Of a key that is given twice the last one counts, and so it does
 * when the other one is merged in by `<<`.
 * @param document - parsed with the schema `failsafe`, which leaves all scalars to be resolved here
 * @throws YamlValueError
 */
export function yamlValue(document: Document): unknown {
  return new Reader().read(document.contents);
}
