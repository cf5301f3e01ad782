import { join } from 'node:path';
import { z } from 'zod';
import { chartRepository } from '../template/sources/chartRepository';
import { urlExpressions } from '../template/sources/sourceUrl';
import {
  expressionText,
  jsonObject,
  list,
  refuseBadExpressions,
  section,
  text,
} from './fields';
import { addressProblem, fileSource, isAddress } from './fileSource';
import { findWithin } from './fileWithin';
import { ChartSource, FileSource } from './types';

const OCI = /^oci:\/\//i;
const REFERENCE =
  /^(?<reference>[a-z0-9.-]+(:[0-9]+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+)(@(?<digest>sha256:[0-9a-f]{64}))?$/;
const DIGEST = /^@?(sha256:[0-9a-f]{64})$/;

const repository = text(
  'give the address of the chart repository, for example https://charts.example.com',
).transform((value, context) => {
  const problem = addressProblem(value, {
    example:
      'https://charts.example.com; write an OCI registry as chart: oci://host/path',
    credentials: 'stagings.registries',
  });
  if (problem === undefined) return value.replace(/\/+$/, '');
  context.addIssue({ code: 'custom', message: problem });
  return z.NEVER;
});

const version = text(
  'give a version or a range, for example 1.2.0 or ^1.2.0',
).refine(
  value => !value.startsWith('-'),
  'must be a version or a range, for example 1.2.0 or ^1.2.0',
);

const allowedRepository = text(
  'give the address of a chart repository',
).transform((value, context) => {
  const found = chartRepository(value);
  if ('address' in found) return found.address;
  context.addIssue({
    code: 'custom',
    message: 'must be https://… or oci://…, as Chart.yaml names it',
  });
  return z.NEVER;
});

/** What the parts of `helm` come to, or what is wrong with which of them. */
type Found =
  | ChartSource
  | { part: 'chart' | 'root' | 'version'; problem: string };

/** From the folder of a chart: charts that refer to each other usually lie beside each other. */
const USUAL_ROOT = '..';

/** `helm` of a template. */
export const helmSchema = section({
  chart: text('give the folder of the chart, an archive or an address'),
  root: fileSource('give the folder that holds all of it').optional(),
  repo: repository.optional(),
  version: version.optional(),
  repositories: list(allowedRepository).optional(),
  releaseName: expressionText('give the name of the release').optional(),
  values: jsonObject('give values as in values.yaml')
    .superRefine(refuseBadExpressions)
    .default({}),
}).transform((raw, context) => {
  const found = findChart(raw);
  if (!('problem' in found)) {
    const { values, releaseName } = raw;
    const repositories = raw.repositories ?? usualRepositories(found);
    return {
      chart: found,
      values,
      ...(releaseName && { releaseName }),
      ...(repositories && { repositories }),
    };
  }
  context.addIssue({
    code: 'custom',
    path: [found.part],
    message: found.problem,
  });
  return z.NEVER;
});

/** A chart that each branch brings leads nowhere unless somebody says so: whoever can push would say to where. */
function usualRepositories(chart: ChartSource): string[] | undefined {
  const isOfBranch =
    chart.from === 'url' && urlExpressions(chart.url).length > 0;
  return isOfBranch ? [] : undefined;
}

function findChart(raw: {
  chart: string;
  root?: FileSource;
  repo?: string;
  version?: string;
}): Found {
  const isPulled = raw.repo !== undefined || OCI.test(raw.chart);
  if (isPulled && raw.root !== undefined) {
    return {
      part: 'root',
      problem: 'is for charts on disk or at an address of files; remove it',
    };
  }
  if (raw.repo !== undefined)
    return chartOfRepository(raw.chart, raw.repo, raw);
  if (OCI.test(raw.chart)) {
    return chartOfRegistry(raw.chart.replace(OCI, ''), raw.version);
  }
  if (raw.version !== undefined) {
    return {
      part: 'version',
      problem:
        'is for charts of a repository (repo) or a registry (oci://); remove it',
    };
  }
  return chartInFiles(raw.chart, raw.root);
}

function chartInFiles(path: string, root?: FileSource): Found {
  const found = findWithin({ path, ...(root && { root }) }, USUAL_ROOT);
  if ('problem' in found) {
    const part = found.part === 'path' ? 'chart' : 'root';
    return { part, problem: found.problem };
  }
  return found.root.from === 'disk'
    ? {
        from: 'disk',
        path: join(found.root.path, found.path),
        ...(root && { root: found.root.path }),
      }
    : { ...found.root, ...(found.path !== '' && { path: found.path }) };
}

function chartOfRepository(
  name: string,
  url: string,
  { version: wanted }: { version?: string },
): Found {
  if (!isAddress(name) && /^[a-z0-9][a-z0-9._-]*$/i.test(name)) {
    return {
      from: 'repository',
      url,
      name,
      ...(wanted !== undefined && { version: wanted }),
    };
  }
  return {
    part: 'chart',
    problem: 'must be the name of a chart of the repository, for example web',
  };
}

function chartOfRegistry(address: string, wanted: string | undefined): Found {
  const { reference, digest } = REFERENCE.exec(address)?.groups ?? {};
  if (reference === undefined) {
    return {
      part: 'chart',
      problem:
        'must be oci://host/path, or that with @sha256:…; give a tag as version',
    };
  }
  const pinned = digest ?? (wanted && DIGEST.exec(wanted)?.[1]);
  if (digest !== undefined && wanted !== undefined) {
    return {
      part: 'version',
      problem: 'is given by the digest in chart; remove one of the two',
    };
  }
  return {
    from: 'registry',
    reference,
    ...(pinned !== undefined
      ? { digest: pinned }
      : wanted !== undefined && { version: wanted }),
  };
}
