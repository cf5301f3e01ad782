import { z } from 'zod';
import { dnsLabel, list, section, text } from './fields';
import { IsolationConfig } from './types';

const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

const level = z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`);

const quantity = z
  .union([z.string(), z.number()], 'must be a quantity such as 500m, 2 or 4Gi')
  .transform(String)
  .refine(
    value => /^\d+(\.\d+)?(m|k|[KMGTPE]i|[MGTPE])?$/.test(value),
    'must be a quantity such as 500m, 2 or 4Gi',
  );

const quantities = z.record(
  z.string(),
  quantity,
  'must be quantities by resource, for example { cpu: 500m, memory: 512Mi }',
);

const cidr = text('give a range of addresses, for example 10.0.0.0/8').regex(
  /^([0-9]{1,3}(\.[0-9]{1,3}){3}\/([0-9]|[12][0-9]|3[0-2])|[0-9a-f:]+\/[0-9]{1,3})$/i,
  'must be a range of addresses, for example 10.0.0.0/8',
);

/** Takes away what the general settings would add. */
const NONE = 'none';

const parts = {
  quota: quantities,
  limits: section({
    default: quantities.optional(),
    defaultRequest: quantities.optional(),
    min: quantities.optional(),
    max: quantities.optional(),
  }),
  network: section({
    fromNamespaces: list(dnsLabel('name a namespace')).optional(),
    fromAddresses: list(cidr).default([]),
  }),
};

/** `isolation`, of a template or for all. */
export const isolationSection = section({
  podSecurity: section({
    enforce: level.optional(),
    warn: level.optional(),
  }).optional(),
  quota: orNone(parts.quota),
  limits: orNone(parts.limits),
  network: orNone(parts.network),
});

export type RawIsolation = z.output<typeof isolationSection>;

function orNone<T extends z.ZodType>(part: T) {
  return z
    .unknown()
    .transform((value, context): z.output<T> | typeof NONE => {
      if (value === NONE) return NONE;
      const { success, data, error } = part.safeParse(value);
      if (success) return data;
      for (const issue of error.issues) {
        context.addIssue(issue as z.core.$ZodRawIssue);
      }
      return z.NEVER;
    })
    .optional();
}

/** The settings of a template over those for all, part by part; undefined where there are none. */
export function mergeIsolation(
  general: RawIsolation | undefined,
  own: RawIsolation | undefined,
): IsolationConfig | undefined {
  if (!general && !own) return undefined;
  const { podSecurity, quota, limits, network } = { ...general, ...own };
  return {
    ...(podSecurity && { podSecurity }),
    ...(quota && quota !== NONE && { quota }),
    ...(limits && limits !== NONE && { limits }),
    ...(network && network !== NONE && { network }),
  };
}
