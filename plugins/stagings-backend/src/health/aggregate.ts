import { ResourceHealth } from 'backstage-plugin-stagings-common';
import { AssessedObject, StagingHealth } from './types';

/** From well to unwell, as in Argo CD; but what is degraded says more than what is unknown. */
const SEVERITY: Readonly<Record<ResourceHealth, number>> = {
  healthy: 0,
  suspended: 1,
  progressing: 2,
  unknown: 3,
  missing: 4,
  degraded: 5,
};

const MAX_CAUSES = 3;

const VERBS: Readonly<Partial<Record<ResourceHealth, string>>> = {
  degraded: 'degraded',
  missing: 'missing',
  progressing: 'starting',
  unknown: 'not known',
  suspended: 'suspended',
};

/** For sorting: the worst first. */
export function bySeverity(
  one: { health: ResourceHealth },
  other: { health: ResourceHealth },
): number {
  return SEVERITY[other.health] - SEVERITY[one.health];
}

function summarise(worst: readonly AssessedObject[], total: number): string {
  const causes = worst.flatMap(({ explanation }) => explanation?.message ?? []);
  const shown = [...new Set(causes)].slice(0, MAX_CAUSES);
  const [first] = worst;
  if (!first || (worst.length === 1 && shown[0])) return shown[0] ?? '';
  const verb = VERBS[first.health] ?? first.health;
  return `${worst.length} of ${total} ${verb}: ${shown.join('; ')}`;
}

/** Health of a staging: that of its worst objects, with their causes. */
export function aggregate(objects: readonly AssessedObject[]): StagingHealth {
  const [first] = objects.filter(({ neutral }) => !neutral).sort(bySeverity);
  if (!first || first.health === 'healthy') return { health: 'healthy' };
  const worst = objects.filter(
    ({ health, neutral }) => health === first.health && !neutral,
  );
  const health = first.health === 'missing' ? 'degraded' : first.health;
  const explained = worst.find(({ explanation }) => explanation);
  if (!explained?.explanation) return { health };
  return {
    health,
    explanation: {
      ...explained.explanation,
      message: summarise(worst, objects.length),
    },
  };
}
