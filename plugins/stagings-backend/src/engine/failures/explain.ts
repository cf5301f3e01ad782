import { Explanation, Hint } from 'backstage-plugin-stagings-common';
import {
  isNamespaceTerminating,
  isTransient,
  schemaProblemOf,
} from '../../cluster/classify';
import {
  ApiError,
  ClusterConfigError,
  ClusterUnreachableError,
  GroupUnavailableError,
  InvalidObjectError,
  ObjectTerminatingError,
  UnknownClusterError,
  UnknownKindError,
} from '../../cluster/errors';
import { TerminalError, WaitingError } from '../../model/errors';
import { describeObject, ObjectIdentity } from '../../model/kubeObject';
import { StageError } from './errors';
import { describeMissingRight, missingRight } from './missingRight';
import { refusalOf } from './refusals';

/** What a failure means for the operation that met it. */
export interface Failure {
  /** `waiting`: tried again by itself; `terminal`: a person must act; `bug`: nobody foresaw it. */
  type: 'waiting' | 'terminal' | 'bug';
  explanation: Explanation;
  /** Milliseconds until the next try, where the failure knows. */
  retryAfter?: number;
}

/** What the errors of one class mean; their own message says the rest. */
interface Meaning {
  errors: ReadonlyArray<abstract new (...args: never[]) => Error>;
  type: Failure['type'];
  reason: string;
  hint?: Hint;
}

/** Reason of what waits for a cluster that does not answer. */
export const CLUSTER_UNREACHABLE = 'ClusterUnreachable';

const MEANINGS: readonly Meaning[] = [
  {
    errors: [ClusterUnreachableError],
    type: 'waiting',
    reason: CLUSTER_UNREACHABLE,
    hint: {
      text: 'Nothing to do: it goes on by itself as soon as the cluster answers.',
      audience: 'platform',
    },
  },
  {
    errors: [ObjectTerminatingError],
    type: 'waiting',
    reason: 'ObjectTerminating',
  },
  {
    errors: [GroupUnavailableError],
    type: 'waiting',
    reason: 'ApiUnavailable',
  },
  {
    errors: [UnknownClusterError, ClusterConfigError],
    type: 'terminal',
    reason: 'ClusterNotConfigured',
    hint: {
      text: 'Correct the cluster in the kubernetes: and stagings: sections of the configuration.',
      audience: 'platform',
    },
  },
  {
    errors: [UnknownKindError, InvalidObjectError],
    type: 'terminal',
    reason: 'ObjectRefused',
    hint: { text: 'Correct the template.', audience: 'platform' },
  },
];

const UNFORESEEN: Failure = {
  type: 'bug',
  explanation: {
    reason: 'InternalError',
    message: 'Something went wrong inside the portal',
    hint: {
      text: 'Try again; if it happens again, the log of the backend says more.',
      audience: 'platform',
    },
  },
};

/** Says in words what a failure of a step means. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof TerminalError) {
    return { type: 'terminal', explanation: error.explanation };
  }
  if (error instanceof WaitingError) {
    const { explanation, retryAfter } = error;
    return { type: 'waiting', explanation, retryAfter };
  }
  if (error instanceof StageError) return explainStage(error);
  if (error instanceof ApiError) return explainApiError(error);
  return error instanceof Error ? explainByClass(error) : UNFORESEEN;
}

/** The gravest failure speaks for all: what a person must see to does not go away by waiting for the others. */
function explainStage({ failures }: StageError): Failure {
  const explained = failures.map(explainFailure);
  const gravest =
    explained.find(({ type }) => type === 'bug') ??
    explained.find(({ type }) => type === 'terminal') ??
    explained[0] ??
    UNFORESEEN;
  const { explanation } = gravest;
  const others = failures.length - 1;
  return {
    ...gravest,
    explanation: {
      ...explanation,
      message: `${explanation.message} (and ${others} more ${
        others === 1 ? 'object' : 'objects'
      } failed: see the log)`,
    },
  };
}

function explainByClass(error: Error): Failure {
  const meaning = MEANINGS.find(({ errors }) =>
    errors.some(type => error instanceof type),
  );
  if (!meaning) return UNFORESEEN;
  const { type, reason, hint } = meaning;
  return {
    type,
    explanation: {
      reason,
      message: capitalise(error.message),
      ...(hint && { hint }),
    },
  };
}

function explainApiError(error: ApiError): Failure {
  const target = error.object ? describeObject(error.object) : 'the request';
  const message =
    error.status === 401
      ? `The cluster ${error.cluster} does not accept the portal's credentials`
      : `The cluster ${error.cluster} refused ${target}: ${complaintOf(error)}`;
  const evidence = error.object && { object: evidenceOf(error.object) };
  if (!isTransient(error)) {
    const { reason, hint } = refusalOf(error);
    return {
      type: 'terminal',
      explanation: { reason, message, evidence, hint },
    };
  }
  const reason = isNamespaceTerminating(error)
    ? 'NamespaceTerminating'
    : 'ClusterBusy';
  return {
    type: 'waiting',
    explanation: { reason, message, evidence },
    ...(error.retryAfterSeconds && {
      retryAfter: error.retryAfterSeconds * 1000,
    }),
  };
}

function complaintOf(error: ApiError): string {
  const right = missingRight(error.message);
  if (right) return `the portal's account ${describeMissingRight(right)}`;
  const schema = schemaProblemOf(error);
  if (!schema) return error.message;
  const { field, problem } = schema;
  return field === '' ? problem : `${field}: ${problem}`;
}

function evidenceOf({ kind, name, namespace }: ObjectIdentity) {
  return { kind, name, ...(namespace && { namespace }) };
}

function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}
