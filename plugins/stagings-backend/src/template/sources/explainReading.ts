import { Hint } from 'backstage-plugin-stagings-common';
import { TerminalError, WaitingError } from '../../model/errors';

/** An address that leads to more than a template may have. */
export class SourceTooLargeError extends Error {
  readonly name = 'SourceTooLargeError';
}

/** How a failure to read is told, by what it looks like. */
interface Meaning {
  fits(failure: { name: string; message: string; status?: number }): boolean;
  reason: string;
  message(url: string, problem: string): string;
  hint: Hint;
}

const CORRECT_ADDRESS: Hint = {
  text: 'Correct the address in the template; a branch must have been pushed.',
  audience: 'platform',
};

const MEANINGS: readonly Meaning[] = [
  {
    fits: ({ name }) => name === 'SourceTooLargeError',
    reason: 'SourceTooLarge',
    message: (url, problem) => `${url} leads to ${problem}`,
    hint: {
      text: 'Give the template an address of a folder of its own.',
      audience: 'platform',
    },
  },
  {
    fits: ({ name, status }) => name === 'NotFoundError' || status === 404,
    reason: 'SourceNotFound',
    message: url => `there is nothing at ${url}`,
    hint: CORRECT_ADDRESS,
  },
  {
    fits: ({ name, message }) =>
      name === 'NotAllowedError' || message.startsWith('URL not allowed'),
    reason: 'SourceNotAllowed',
    message: url =>
      `${url} may not be read: no integration is configured for ${hostOf(url)}`,
    hint: {
      text: 'Add the host to integrations: in the configuration of the portal.',
      audience: 'platform',
    },
  },
  {
    fits: ({ message }) => message.includes('does not implement readTree'),
    reason: 'SourceNotAllowed',
    message: url =>
      `no folder can be read from ${hostOf(url)}, only single files`,
    hint: {
      text: 'Name the YAML files one by one, or add the host to integrations: in the configuration of the portal.',
      audience: 'platform',
    },
  },
  {
    fits: ({ name, status, message }) =>
      !isLimited(message) &&
      (name === 'AuthenticationError' || status === 401 || status === 403),
    reason: 'SourceUnauthorised',
    message: url => `the portal may not read ${url}: access was refused`,
    hint: {
      text: 'Correct the token of the host in integrations: of the configuration.',
      audience: 'platform',
    },
  },
];

/** Says in words why an address could not be read; what is neither refused nor missing is tried again. */
export function explainReading(error: unknown, url: string): Error {
  if (error instanceof TerminalError || error instanceof WaitingError) {
    return error;
  }
  const { name, message } =
    error instanceof Error ? error : { name: '', message: String(error) };
  const status = statusOf(message);
  const meaning = MEANINGS.find(({ fits }) => fits({ name, message, status }));
  if (meaning) {
    return new TerminalError(
      {
        reason: meaning.reason,
        message: meaning.message(url, message),
        hint: meaning.hint,
      },
      { cause: error },
    );
  }
  return new WaitingError(
    {
      reason: 'SourceUnreachable',
      message: `cannot read ${url} now: ${
        status === undefined ? message : `${hostOf(url)} answers ${status}`
      }`,
      hint: {
        text: 'Nothing to do: it goes on by itself as soon as the host answers.',
        audience: 'platform',
      },
    },
    { cause: error },
  );
}

/** Backstage's readers put the status of an answer into their messages, before its text. */
function statusOf(message: string): number | undefined {
  const [, status] = /, ([45]\d\d)\b/.exec(message) ?? [];
  return status === undefined ? undefined : Number(status);
}

function isLimited(message: string): boolean {
  return /rate limit/i.test(message);
}

function hostOf(url: string): string {
  return new URL(url).host;
}
