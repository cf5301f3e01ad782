import { apps, core, Refusal } from './refusal';

/** Reads, lists and watches that are refused. */
export const reads: Refusal[] = [
  {
    what: 'an unknown group',
    call: ['GET', '/apis/nope.example.com/v1/things'],
    code: 404,
    says: '404 page not found',
  },
  {
    what: 'an unknown resource',
    call: ['GET', `${core}/nothings`],
    code: 404,
    reason: 'NotFound',
  },
  {
    what: 'a missing object',
    call: ['GET', `${core}/configmaps/none`],
    code: 404,
    reason: 'NotFound',
    says: 'configmaps "none" not found',
  },
  {
    what: 'a missing object of a group',
    call: ['GET', `${apps}/deployments/none`],
    code: 404,
    reason: 'NotFound',
    says: 'deployments.apps "none" not found',
  },
  {
    what: 'a bad label selector',
    call: ['GET', `${core}/configmaps?labelSelector=a%20b`],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'a bad field selector',
    call: ['GET', `${core}/configmaps?fieldSelector=foo%3Dx`],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'a bad continue token',
    call: ['GET', `${core}/configmaps?limit=1&continue=abc`],
    code: 400,
    reason: 'BadRequest',
  },
  {
    what: 'a version from the future',
    call: ['GET', `${core}/configmaps?resourceVersion=99999999`],
    code: 504,
    reason: 'Timeout',
  },
  {
    what: 'a version that is none',
    call: ['GET', `${core}/configmaps?watch=1&resourceVersion=abc`],
    code: 500,
  },
  {
    what: 'initial events without a match',
    call: ['GET', `${core}/configmaps?watch=1&sendInitialEvents=true`],
    code: 422,
    reason: 'Invalid',
    fields: ['resourceVersionMatch'],
  },
];
