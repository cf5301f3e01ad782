import { z } from 'zod';
import {
  expressionText,
  jsonObject,
  refuseBadExpressions,
  section,
  text,
} from './fields';
import { addressProblem, fileSource, isAddress } from './fileSource';
import { ChartSource } from './types';

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

/** What the parts of `helm` come to, or what is wrong with which of them. */
type Found = ChartSource | { part: 'chart' | 'version'; problem: string };

/** `helm` of a template. */
export const helmSchema = section({
  chart: text('give the folder of the chart, an archive or an address'),
  repo: repository.optional(),
  version: version.optional(),
  releaseName: expressionText('give the name of the release').optional(),
  values: jsonObject('give values as in values.yaml')
    .superRefine(refuseBadExpressions)
    .default({}),
}).transform((raw, context) => {
  const found = findChart(raw);
  if (!('problem' in found)) {
    const { values, releaseName } = raw;
    return { chart: found, values, ...(releaseName && { releaseName }) };
  }
  context.addIssue({
    code: 'custom',
    path: [found.part],
    message: found.problem,
  });
  return z.NEVER;
});

function findChart(raw: {
  chart: string;
  repo?: string;
  version?: string;
}): Found {
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
  const parsed = fileSource('').safeParse(raw.chart);
  return parsed.success
    ? parsed.data
    : { part: 'chart', problem: parsed.error.issues[0]?.message ?? '' };
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
