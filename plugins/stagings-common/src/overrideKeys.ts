import { JsonObject, JsonValue } from '@backstage/types';
import { Explanation } from './staging';

/**
 * Who gives a value that can be overridden: the chart itself, or the template, which the platform team writes.
 * @public
 */
export type KeyOrigin = 'chart' | 'template';

/**
 * Type of a value, in the words of JSON Schema.
 * @public
 */
export type KeyType =
  | 'string'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'object'
  | 'array';

/**
 * One value that overrides can set.
 * @public
 */
export interface OverrideKey {
  /** Steps joined by dots; dots and backslashes within a step follow a backslash, as in `annotations.a\.b`. */
  key: string;
  /** The same, step by step: where the value stands in `overrides`. */
  path: string[];
  /** Absent where any will do. */
  type?: KeyType;
  title?: string;
  description?: string;
  /** The value when it is not overridden; absent where there is none, or where only a deploy knows it. */
  default?: JsonValue;
  /** What gives the value at a deploy, for example `${{ parameters.version }}`. */
  expression?: string;
  enum?: JsonValue[];
  minimum?: number;
  maximum?: number;
  pattern?: string;
  setBy: KeyOrigin;
}

/**
 * Query of `GET /v1/templates/{name}/keys`.
 * @public
 */
export interface OverrideKeysQuery {
  entityRef: string;
  /** Where a template's files are may depend on it. */
  branch?: string;
}

/**
 * Answer of `GET /v1/templates/{name}/keys`.
 * @public
 */
export interface OverrideKeys {
  items: OverrideKey[];
  /** Whether there are more than the answer holds. */
  truncated: boolean;
  /** Why there are none, where the sources of the template cannot be read now. */
  problem?: Explanation;
  /** JSON Schema of all overrides, where the chart brings one. */
  schema?: JsonObject;
}
