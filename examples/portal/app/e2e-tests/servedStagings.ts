import { Page, Route } from '@playwright/test';
import { StagingList, StagingSummary } from 'backstage-plugin-stagings-common';

type Kind = Pick<StagingSummary, 'status' | 'desired'> & {
  branch: string;
  links?: string[];
};

const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

/** One staging of each state, with names and sentences as they come up in a portal that is in use. */
const KINDS: Kind[] = [
  {
    branch: 'feature/checkout-redesign',
    desired: 'running',
    status: {
      phase: 'running',
      health: 'healthy',
      deployedVersion: '3f9ab2c',
      deployedRevision: 1,
    },
    links: ['App', 'API'],
  },
  {
    branch: 'feature/promo-banner',
    desired: 'running',
    status: {
      phase: 'deploying',
      health: 'progressing',
      message: 'web: 1 of 2 pods are ready',
    },
  },
  {
    branch: 'fix/tax-rounding-of-orders-with-several-currencies-and-vouchers',
    desired: 'running',
    status: {
      phase: 'running',
      health: 'degraded',
      deployedRevision: 1,
      reason: 'CrashLoop',
      message:
        'worker exits with code 1 again and again: DATABASE_URL is not set in the environment of the container, see its log',
    },
    links: ['Storefront of customers', 'Back office for the team', 'API'],
  },
  {
    branch: 'feature/search',
    desired: 'running',
    status: {
      phase: 'waiting',
      health: 'unknown',
      reason: 'ImageMissing',
      message: 'shop-search:77aa310 is not in the registry yet',
    },
  },
  {
    branch: 'renovate/typescript-5.x',
    desired: 'running',
    status: {
      phase: 'failed',
      health: 'healthy',
      reason: 'RenderFailed',
      message: 'The chart refuses the values: replicas must be an integer',
      deployedVersion: '1.4.0',
      deployedRevision: 1,
    },
    links: ['App', 'Admin', 'API'],
  },
  {
    branch: 'release/2026-07',
    desired: 'running',
    links: ['App'],
    status: {
      phase: 'running',
      health: 'unknown',
      lastHealth: 'healthy',
      deployedRevision: 1,
      reason: 'ClusterUnreachable',
      observedAt: minutesAgo(4),
      message: 'Not seen since 10:01 UTC, when it was healthy',
    },
  },
  {
    branch: 'פיצ׳ר/תשלומים-חדשים',
    desired: 'running',
    status: { phase: 'queued', health: 'unknown' },
  },
  {
    branch: 'feature/🚀-faster-🛒',
    desired: 'running',
    status: { phase: 'running', health: 'suspended' },
  },
  {
    branch: 'spike/sandbox',
    desired: 'archived',
    status: { phase: 'archiving', health: 'progressing' },
  },
  {
    branch: 'fix/leak',
    desired: 'deleted',
    status: {
      phase: 'deleting',
      health: 'progressing',
      message: 'Waiting for PersistentVolumeClaim data-0 to go',
    },
  },
  {
    branch: 'experiment/archive-me',
    desired: 'archived',
    status: { phase: 'archived', health: 'suspended' },
  },
];

/** So many stagings of the component, newest change first, in all states and with names of all lengths. */
export function stagingsOf(component: string, count: number): StagingSummary[] {
  const rounds = Array.from(
    { length: Math.ceil(count / KINDS.length) },
    (_, round) =>
      KINDS.map(({ branch, ...kind }) => ({
        ...kind,
        branch: round > 0 ? `${branch}-${round}` : branch,
      })),
  );
  return rounds
    .flat()
    .slice(0, count)
    .map((kind, index) => stagingOf(component, kind, index));
}

function stagingOf(
  component: string,
  { branch, desired, status, links = ['Open'] }: Kind,
  index: number,
): StagingSummary {
  const middle = 'long-name-'.repeat(index % 4);
  const name = `${component}-${index}-${middle}k3v7q`.slice(0, 40);
  return {
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    entityRef: `component:default/${component}`,
    template: 'web',
    name,
    source: { branch, commit: '3f9ab2c81d7e' },
    desired,
    revision: 1 + (index % 5),
    version: index % 3 ? '3f9ab2c' : '1.4.0-rc2',
    overrideCount: index % 3,
    cluster: 'practice',
    namespace: `stg-${name}`,
    host: `${name}.localhost`,
    links: links.map(title => ({
      title,
      url: `http://${name}.localhost:8090`,
    })),
    status: { observedAt: minutesAgo(0), ...status },
    allowedActions: [
      ...(['update', 'redeploy', 'restart', 'cancel'] as const),
      ...(['archive', 'restore', 'delete', 'readLogs'] as const),
    ],
    createdBy: 'user:default/guest',
    createdAt: minutesAgo(index * 7),
    updatedAt: minutesAgo(index * 7),
    updatedBy: index % 2 ? 'user:default/guest' : 'ci-pipeline',
  };
}

/** Answers lists of stagings with these, searched and filtered as the portal does it; all else goes to the portal. */
export async function serveStagings(
  page: Page,
  stagings: StagingSummary[],
): Promise<void> {
  await page.route(/\/api\/stagings\/v1\/stagings(\?|$)/, async route => {
    if (route.request().method() !== 'GET') return route.continue();
    return answer(route, stagings);
  });
}

async function answer(route: Route, stagings: StagingSummary[]) {
  const query = new URL(route.request().url()).searchParams;
  const q = query.get('q')?.toLowerCase() ?? '';
  const wants = (name: string, value: string) =>
    (query.get(name) ?? value).split(',').includes(value);
  const found = stagings.filter(({ name, source }) =>
    `${name} ${source.branch}`.toLowerCase().includes(q),
  );
  const items = found.filter(
    ({ status }) =>
      (query.get('state') === 'archived') === (status.phase === 'archived') &&
      wants('phase', status.phase) &&
      wants('health', status.health),
  );
  const list: StagingList = {
    items,
    totalItems: items.length,
    counts: found.map(({ status: { phase, health } }) => ({
      ...{ phase, health },
      count: 1,
    })),
  };
  await route.fulfill({ json: list });
}
