import { Clock } from './Clock';

const DAY_MS = 24 * 60 * 60 * 1000;

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('makes pauses as short as it is fast', () => {
  const action = jest.fn();
  new Clock(10).after(1000, action);
  jest.advanceTimersByTime(99);
  expect(action).not.toHaveBeenCalled();
  jest.advanceTimersByTime(1);
  expect(action).toHaveBeenCalledTimes(1);
});

it('waits for weeks when a pause is longer than a timer can be', () => {
  const action = jest.fn();
  new Clock().after(365 * DAY_MS, action);
  jest.advanceTimersByTime(20 * DAY_MS);
  expect(action).not.toHaveBeenCalled();
});

it('runs nothing that was cancelled, nor anything once it is closed', () => {
  const action = jest.fn();
  const clock = new Clock();
  clock.after(10, action)();
  clock.after(10, action);
  clock.close();
  clock.after(10, action);
  jest.advanceTimersByTime(DAY_MS);
  expect(action).not.toHaveBeenCalled();
});
