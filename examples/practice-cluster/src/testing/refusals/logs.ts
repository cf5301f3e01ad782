import { core, Refusal } from './refusal';

/** Calls for logs that are refused. */
export const logs: Refusal[] = [
  {
    what: 'the log of two containers',
    call: ['GET', `${core}/pods/pair/log`],
    code: 400,
    reason: 'BadRequest',
    says: 'a container name must be specified for pod pair, choose one of: [a b]',
  },
  {
    what: 'the log of no container',
    call: ['GET', `${core}/pods/solo/log?container=none`],
    code: 400,
    reason: 'BadRequest',
    says: 'container none is not valid for pod solo',
  },
  {
    what: 'the log of no pod',
    call: ['GET', `${core}/pods/none/log`],
    code: 404,
    reason: 'NotFound',
  },
  {
    what: 'a negative tail',
    call: ['GET', `${core}/pods/solo/log?tailLines=-1`],
    code: 422,
    reason: 'Invalid',
    fields: ['tailLines'],
  },
];
