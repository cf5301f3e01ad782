import { assessObject } from '../assessObject';
import { ObjectHealth } from '../types';
import { readFixture } from './readFixture';

/**
 * Health of a fixture so many seconds after its object was made.
 * @param name - for example `pod/imagePullBackOff`
 */
export function assessFixture(name: string, seconds: number): ObjectHealth {
  const { object, children, events, createdAt } = readFixture(name);
  return assessObject(object, {
    now: createdAt + seconds * 1000,
    children,
    events,
  });
}
