import { JsonObject } from '@backstage/types';
import {
  Explanation,
  Operation,
  OperationLogEntry,
  Staging,
  StagingAction,
  StagingRevision,
  StagingStatus,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { isJsonObject } from '../template/json';
import { allowedRequests } from '../model/lifecycle';
import { OperationLogRecord, OperationRecord } from '../model/operation';
import { startOf } from '../model/startOf';
import { sourceOf, StagingInputs, StagingRecord } from '../model/staging';
import { RevisionRecord } from '../store';
import { SeenStaging } from './asSeen';

/** Longer texts are cut in lists, so that a row stays under 1 kB. */
const MAX_ROW_MESSAGE = 200;

/** A staging as the API answers it. */
export function presentStaging(
  staging: SeenStaging,
  granted: ReadonlySet<string>,
): Staging {
  return {
    ...summarise(staging, granted),
    status: presentStatus(staging),
    parameters: staging.parameters,
    overrides: staging.overrides,
    ...secretMarkers(staging),
  };
}

/** Which secrets are set; nobody is shown to what. */
function secretMarkers({
  secrets = {},
}: Pick<StagingInputs, 'secrets'>): Pick<Staging, 'secretParameters'> {
  const secretParameters = Object.keys(secrets);
  return secretParameters.length > 0 ? { secretParameters } : {};
}

/** A staging as lists answer it. */
export function presentSummary(
  staging: SeenStaging,
  granted: ReadonlySet<string>,
): StagingSummary {
  return {
    ...summarise(staging, granted),
    status: shorten(presentStatus(staging)),
  };
}

function summarise(
  staging: StagingRecord,
  granted: ReadonlySet<string>,
): Omit<StagingSummary, 'status'> {
  return {
    id: staging.id,
    entityRef: staging.entityRef,
    template: staging.template,
    name: staging.name,
    source: sourceOf(staging),
    desired: staging.desired,
    revision: staging.revision,
    version: staging.version,
    overrideCount: countLeaves(staging.overrides),
    cluster: staging.cluster,
    namespace: staging.namespace,
    host: staging.host,
    links: staging.links,
    allowedActions: allowedActions(staging, granted),
    createdBy: staging.createdBy,
    createdAt: iso(staging.createdAt),
    updatedAt: iso(staging.updatedAt),
    updatedBy: staging.updatedBy,
    archivedAt: optionalIso(staging.archivedAt),
    expiresAt: optionalIso(staging.expiresAt),
    deletedAt: optionalIso(staging.deletedAt),
  };
}

function allowedActions(
  staging: StagingRecord,
  granted: ReadonlySet<string>,
): StagingAction[] {
  const possible: StagingAction[] = [
    ...allowedRequests(staging),
    ...(staging.phase === 'deleted' ? [] : (['readLogs'] as const)),
  ];
  return possible.filter(action => granted.has(action));
}

/**
 * The phase's explanation comes first: it says why the staging is not where people want it. What the cluster
 * shows comes second, but where it is the same trouble, it is the newer word on it. One that runs is where
 * people want it: a remark on how it got there gives way to trouble now.
 */
function newestExplanation({
  phase,
  phaseExplanation,
  healthExplanation,
}: StagingRecord): Explanation | undefined {
  const isSame = phaseExplanation?.reason === healthExplanation?.reason;
  return isSame || phase === 'running'
    ? healthExplanation ?? phaseExplanation
    : phaseExplanation ?? healthExplanation;
}

function presentStatus(staging: SeenStaging): StagingStatus {
  return {
    phase: staging.phase,
    health: staging.health,
    ...newestExplanation(staging),
    deployedRevision: staging.deployedRevision,
    deployedVersion: staging.deployedVersion,
    observedAt: optionalIso(staging.observedAt),
    ...(staging.lastHealth && { lastHealth: staging.lastHealth }),
  };
}

/** A row says what is the matter; the evidence and what to do about it stand in the detail. */
function shorten(status: StagingStatus): StagingStatus {
  const { evidence: _evidence, hint: _hint, ...rest } = status;
  return { ...rest, ...(rest.message && { message: cut(rest.message) }) };
}

function cut(text: string): string {
  return text.length <= MAX_ROW_MESSAGE
    ? text
    : `${startOf(text, MAX_ROW_MESSAGE - 1)}…`;
}

function countLeaves(values: JsonObject): number {
  return Object.values(values).reduce<number>(
    (count, value) => count + (isJsonObject(value) ? countLeaves(value) : 1),
    0,
  );
}

/** An operation as the API answers it. */
export function presentOperation({
  appliedSince: _appliedSince,
  troubledSince: _troubledSince,
  ...operation
}: OperationRecord): Operation {
  return {
    ...operation,
    createdAt: iso(operation.createdAt),
    startedAt: optionalIso(operation.startedAt),
    endedAt: optionalIso(operation.endedAt),
  };
}

/** A revision as the API answers it. */
export function presentRevision(record: RevisionRecord): StagingRevision {
  const { revision, version, createdBy, createdAt } = record;
  const { secrets, ...inputs } = record.inputs;
  return {
    revision,
    ...inputs,
    ...secretMarkers({ secrets }),
    ...(version !== undefined && { version }),
    createdBy,
    createdAt: iso(createdAt),
  };
}

/** A log line as the API answers it. */
export function presentLogEntry(entry: OperationLogRecord): OperationLogEntry {
  return { ...entry, at: iso(entry.at) };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function optionalIso(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : iso(ms);
}
