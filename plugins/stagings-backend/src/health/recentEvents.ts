import { StagingEvent } from 'backstage-plugin-stagings-common';
import { KubeObject } from '../model/kubeObject';
import { fieldAt, numberAt, textAt, timeAt } from '../model/read';
import { createdAt, eventText, eventTime } from './family';

/**
 * Kubernetes events as people read them, newest first. Each source of events fills other fields of them.
 *
 * @param about - uids of the objects to tell of; all of them when missing
 */
export function recentEvents(
  events: readonly KubeObject[],
  { limit, about }: { limit: number; about?: ReadonlySet<string> },
): StagingEvent[] {
  return events
    .filter(
      event =>
        !about || about.has(textAt(event, 'involvedObject', 'uid') ?? ''),
    )
    .sort((one, other) => eventTime(other) - eventTime(one))
    .slice(0, limit)
    .map(present);
}

function present(event: KubeObject): StagingEvent {
  const involved = (field: string) => textAt(event, 'involvedObject', field);
  const namespace = involved('namespace');
  const source =
    textAt(event, 'source', 'component') ||
    textAt(event, 'reportingComponent') ||
    textAt(event, 'reportingController');
  return {
    type: fieldAt(event, 'type') === 'Warning' ? 'Warning' : 'Normal',
    reason: textAt(event, 'reason') ?? '',
    message: eventText(event),
    object: {
      kind: involved('kind') ?? '',
      name: involved('name') ?? '',
      ...(namespace && { namespace }),
    },
    count: numberAt(event, 'series', 'count') ?? numberAt(event, 'count') ?? 1,
    firstSeen: iso(
      timeAt(event, 'firstTimestamp') ??
        timeAt(event, 'eventTime') ??
        createdAt(event),
    ),
    lastSeen: iso(eventTime(event)),
    ...(source && { source }),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
