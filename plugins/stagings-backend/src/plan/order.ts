import {
  identityKey,
  identityOf,
  KubeObject,
  ObjectIdentity,
} from '../model/kubeObject';
import { kindKey } from '../model/podTemplate';
import { CUSTOM_TIER, kindPosition, LAST_TIERS } from './kindOrder';

const WEBHOOK_TIER = CUSTOM_TIER + LAST_TIERS.length;
/** What depends on accounts and roles, but comes before pods. */
const AFTER_ACCOUNTS = kindPosition(
  'rbac.authorization.k8s.io',
  'RoleBinding',
).tier;
/** https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets */
const ACCOUNT_TOKEN = 'kubernetes.io/service-account-token';

/** For sorting: the order of kinds, then identity. */
export function compareInOrder(
  one: ObjectIdentity,
  other: ObjectIdentity,
): number {
  const place = kindPosition(one.group, one.kind);
  const otherPlace = kindPosition(other.group, other.kind);
  return (
    place.tier - otherPlace.tier ||
    place.index - otherPlace.index ||
    identityKey(one).localeCompare(identityKey(other))
  );
}

function byTier<T>(
  items: readonly T[],
  identify: (item: T) => ObjectIdentity,
  tierOf: (item: T) => number,
): Map<number, T[]> {
  const sorted = [...items].sort((one, other) =>
    compareInOrder(identify(one), identify(other)),
  );
  const tiers = new Map<number, T[]>();
  for (const item of sorted) {
    const tier = tierOf(item);
    tiers.set(tier, [...(tiers.get(tier) ?? []), item]);
  }
  return new Map([...tiers].sort(([one], [other]) => one - other));
}

function tierOfKind({ group, kind }: ObjectIdentity): number {
  return kindPosition(group, kind).tier;
}

/** The cluster removes a token whose account is not there yet. */
function tierOfObject(object: KubeObject): number {
  return kindKey(object) === '/Secret' && object.type === ACCOUNT_TOKEN
    ? AFTER_ACCOUNTS
    : tierOfKind(identityOf(object));
}

/**
 * The order in which objects are applied: group after group; the objects of one group may be applied in
 * parallel. Custom resource definitions are alone in the first group, so that the caller can wait for them.
 */
export function applyStages(objects: readonly KubeObject[]): KubeObject[][] {
  return [...byTier(objects, identityOf, tierOfObject).values()];
}

function deleteRank(tier: number): number {
  if (tier === WEBHOOK_TIER) return Number.POSITIVE_INFINITY;
  return tier === CUSTOM_TIER ? Number.MAX_SAFE_INTEGER : tier;
}

/**
 * The order in which objects are deleted: webhooks first, so that a dead one cannot block the rest; then
 * custom resources while their operators still run; then the reverse of applying.
 */
export function deleteOrder<T extends ObjectIdentity>(
  entries: readonly T[],
): T[][] {
  return [...byTier(entries, entry => entry, tierOfKind)]
    .sort(([one], [other]) => (deleteRank(one) < deleteRank(other) ? 1 : -1))
    .map(([, group]) => [...group].reverse());
}
