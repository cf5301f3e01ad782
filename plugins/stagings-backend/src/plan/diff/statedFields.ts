import { Fields, isFields } from '../../model/read';

/**
 * What an object in the cluster has of the fields that a render states. It stands in where the server cannot
 * say what an apply would give, so that its defaults do not count as differences. Items of lists are matched by
 * `name`, else by position.
 */
export function statedFields<T extends Fields>(live: T, stated: Fields): T {
  return project(live, stated) as T;
}

function project(live: unknown, stated: unknown): unknown {
  if (Array.isArray(live) && Array.isArray(stated)) {
    return live.map((item, index) =>
      project(item, counterpart(item, stated) ?? stated[index]),
    );
  }
  if (!isFields(live) || !isFields(stated)) return live;
  return Object.fromEntries(
    Object.keys(live)
      .filter(field => Object.hasOwn(stated, field))
      .map(field => [field, project(live[field], stated[field])]),
  );
}

function counterpart(item: unknown, stated: unknown[]): unknown {
  if (!isFields(item) || item.name === undefined) return undefined;
  return stated.find(other => isFields(other) && other.name === item.name);
}
