import { InputError } from '@backstage/errors';
import { inspect } from 'node:util';
import { redactedError } from './redactedError';
import { Redactor } from './Redactor';

const redactor = new Redactor(['hunter22']);
const tell = (error: unknown) =>
  redactedError(error, told => redactor.deep(told));

class LimitError extends Error {
  readonly name = 'LimitError';
  readonly statusCode = 429;
  readonly limit = { what: ['hunter22 stagings'] };
}

it('is of the same class, and has the same fields, but for secrets', () => {
  const told = tell(new LimitError('the token hunter22 is too short'));
  expect(told).toBeInstanceOf(LimitError);
  expect(told).toMatchObject({
    name: 'LimitError',
    message: 'the token •••• is too short',
    statusCode: 429,
    limit: { what: ['•••• stagings'] },
  });
  expect(told.stack).toMatch(/the token •••• is too short[^]*redactedError/);
});

it.each<[string, unknown]>([
  ['its cause', new InputError('no', new Error('not hunter22'))],
  [
    'the cause of its cause',
    new Error('a', { cause: new Error('b', { cause: 'hunter22' }) }),
  ],
  [
    'errors that it gathers',
    new AggregateError([new Error('hunter22')], 'all'),
  ],
  ['a field', Object.assign(new Error('no'), { body: '{"a":"hunter22"' })],
  ['what is thrown instead of one', 'hunter22'],
  ['what the platform aborts with', new DOMException('hunter22', 'AbortError')],
])('has no secret in %s', (_, thrown) => {
  const told = inspect(tell(thrown), { showHidden: true, depth: 10 });
  expect(told).not.toContain('hunter22');
  expect(told).toContain('••••');
});

it('leaves out what is no data, such as a connection', () => {
  const socket: { self?: object } = {};
  socket.self = socket;
  const error = Object.assign(new Error('reset'), {
    socket,
    code: 'ECONNRESET',
  });
  expect(tell(error)).toMatchObject({ message: 'reset', code: 'ECONNRESET' });
  expect(tell(error)).not.toHaveProperty('socket');
});
