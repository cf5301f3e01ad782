import { Response } from 'express';
import { EventEmitter } from 'node:events';
import { LogStreams } from './LogStreams';

function response() {
  return new EventEmitter() as unknown as Response;
}

it('lets one caller have twenty logs open, and others theirs', () => {
  const streams = new LogStreams();
  const first = response();
  streams.begin(first, 'ann');
  for (let count = 1; count < 20; count++) streams.begin(response(), 'ann');

  expect(() => streams.begin(response(), 'ann')).toThrow(
    'You have 20 logs open, and may have no more; close one',
  );
  expect(streams.begin(response(), 'bob').aborted).toBe(false);

  first.emit('close');
  expect(streams.begin(response(), 'ann').aborted).toBe(false);
});

it('ends them all when the backend stops', () => {
  const streams = new LogStreams();
  const signal = streams.begin(response(), 'ann');
  streams.endAll();
  expect(signal.aborted).toBe(true);
});
