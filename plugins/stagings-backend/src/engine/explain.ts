import {
  ApiError,
  ClusterConfigError,
  ClusterUnreachableError,
  GroupUnavailableError,
  InvalidObjectError,
  ObjectTerminatingError,
  UnknownClusterError,
  UnknownKindError,
} from '../cluster/errors';
import { isTransient } from '../cluster/classify';
import { describeObject } from '../model/kubeObject';
import { TerminalError, WaitingError } from '../model/errors';
import { Explanation } from 'backstage-plugin-stagings-common';

/** What a failure means for the operation that met it. */
export interface Failure {
  /** `waiting`: tried again by itself; `terminal`: a person must act; `bug`: nobody foresaw it. */
  type: 'waiting' | 'terminal' | 'bug';
  explanation: Explanation;
  /** Milliseconds until the next try, where the failure knows. */
  retryAfter?: number;
}

/** Says in words what a failure of a step means. */
export function explainFailure(error: unknown): Failure {
  if (error instanceof TerminalError) {
    return { type: 'terminal', explanation: error.explanation };
  }
  if (error instanceof WaitingError) {
    const { explanation, retryAfter } = error;
    return { type: 'waiting', explanation, retryAfter };
  }
  if (error instanceof ClusterUnreachableError) {
    return {
      type: 'waiting',
      explanation: {
        reason: 'ClusterUnreachable',
        message: capitalise(error.message),
        hint: {
          text: 'Nothing to do: it goes on by itself as soon as the cluster answers.',
          audience: 'platform',
        },
      },
    };
  }
  if (
    error instanceof ObjectTerminatingError ||
    error instanceof GroupUnavailableError
  ) {
    return {
      type: 'waiting',
      explanation: {
        reason:
          error instanceof ObjectTerminatingError
            ? 'ObjectTerminating'
            : 'ApiUnavailable',
        message: capitalise(error.message),
      },
    };
  }
  if (
    error instanceof UnknownClusterError ||
    error instanceof ClusterConfigError
  ) {
    return {
      type: 'terminal',
      explanation: {
        reason: 'ClusterNotConfigured',
        message: capitalise(error.message),
        hint: {
          text: 'Correct the cluster in the kubernetes: and stagings: sections of the configuration.',
          audience: 'platform',
        },
      },
    };
  }
  if (
    error instanceof UnknownKindError ||
    error instanceof InvalidObjectError
  ) {
    return {
      type: 'terminal',
      explanation: {
        reason: 'ObjectRefused',
        message: capitalise(error.message),
        hint: { text: 'Correct the template.', audience: 'platform' },
      },
    };
  }
  if (error instanceof ApiError) return explainApiError(error);
  return {
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
}

function explainApiError(error: ApiError): Failure {
  const target = error.object ? describeObject(error.object) : 'the request';
  const message = `The cluster ${error.cluster} refused ${target}: ${error.message}`;
  const evidence = error.object && {
    object: {
      kind: error.object.kind,
      name: error.object.name,
      ...(error.object.namespace && { namespace: error.object.namespace }),
    },
  };
  if (isTransient(error)) {
    return {
      type: 'waiting',
      explanation: { reason: 'ClusterBusy', message, evidence },
      ...(error.retryAfterSeconds && {
        retryAfter: error.retryAfterSeconds * 1000,
      }),
    };
  }
  const forbidden = error.status === 401 || error.status === 403;
  return {
    type: 'terminal',
    explanation: {
      reason: forbidden ? 'Forbidden' : 'ObjectRefused',
      message,
      evidence,
      hint: forbidden
        ? {
            text: "Check the rights of the portal's service account, and the namespace's quotas.",
            audience: 'platform',
          }
        : { text: 'Correct the template or the inputs.', audience: 'engineer' },
    },
  };
}

function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}
