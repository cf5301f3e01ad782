import { Json } from '../../model/json';
import { pathsIn } from '../pathsIn';

/** The namespace of the calls. */
export const ns = `pc-${process.pid}`;

/** Where its objects are. */
export const { core, apps, batch, rbac } = pathsIn(ns);

/** A call and how every API server refuses it. */
export type Refusal = {
  what: string;
  call: [method: string, path: string, body?: Json, type?: string];
  code: number;
  reason?: string;
  /** Fields of `details.causes`. */
  fields?: string[];
  /** A part of the message. */
  says?: string;
};
