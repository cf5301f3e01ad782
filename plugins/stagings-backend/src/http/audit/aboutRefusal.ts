import { JsonObject } from '@backstage/types';
import { aboutStaging } from '../../model/audit';
import { refusalOf } from '../access/refusals';

/** What an audit event says of a refusal; nothing where the error is none. */
export function aboutRefusal(error: unknown): JsonObject {
  const refused = refusalOf(error);
  if (!refused) return {};
  const { staging, ...rest } = refused;
  return { ...rest, ...(staging && aboutStaging(staging)) };
}
