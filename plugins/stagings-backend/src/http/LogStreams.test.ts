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

it('has five hundred logs open at most, whoever reads them', () => {
  const streams = new LogStreams();
  for (let count = 0; count < 500; count++) {
    streams.begin(response(), `caller ${count}`);
  }
  expect(() => streams.begin(response(), 'ann')).toThrow(
    'This backend has 500 logs open, and may have no more; try again later',
  );
});

it('ends them all when the backend stops', () => {
  const streams = new LogStreams();
  const signal = streams.begin(response(), 'ann');
  streams.endAll();
  expect(signal.aborted).toBe(true);
});
