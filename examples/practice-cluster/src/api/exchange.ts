import { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'yaml';
import { isObject, Json, JsonObject } from '../model/json';
import { badRequest, StatusError } from '../model/StatusError';

/** One request with its answer. */
export type Exchange = {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  url: URL;
};

/** Larger bodies are refused, as etcd and the API server do. */
const MAX_BODY = 3 * 1024 * 1024;

/** Answers with JSON. */
export function send(
  response: ServerResponse,
  code: number,
  body: Json,
  headers: Record<string, string> = {},
): void {
  response.writeHead(code, { 'Content-Type': 'application/json', ...headers });
  response.end(`${JSON.stringify(body)}\n`);
}

/** The request's body as text. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_BODY) {
      throw new StatusError(
        413,
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${MAX_BODY}`,
      );
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The media type of the body, in lower case and without parameters. */
export function contentType(request: IncomingMessage): string {
  return (
    (request.headers['content-type'] ?? 'application/json')
      .split(';')[0]
      ?.trim()
      .toLowerCase() ?? ''
  );
}

/**
 * Parses a JSON or YAML body that must be an object.
 *
 * @throws StatusError 400 when it is none
 */
export function parseObject(text: string, kind: string): JsonObject {
  let value: Json;
  try {
    value = text.trimStart().startsWith('{') ? JSON.parse(text) : parse(text);
  } catch (error) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${String(
        error,
      )}`,
    );
  }
  if (!isObject(value)) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind`,
    );
  }
  return value;
}

/** The field manager of a write: the parameter, else the client's name. */
export function managerOf({ request, url }: Exchange): string {
  const agent = request.headers['user-agent']?.split('/')[0];
  return url.searchParams.get('fieldManager') ?? agent ?? 'unknown';
}

/** Whether the request asks for a dry run. */
export function isDryRun({ url }: Exchange): boolean {
  const values = url.searchParams.getAll('dryRun');
  if (values.some(value => value !== 'All')) {
    throw badRequest(`invalid dryRun value: ${values.join(',')}`);
  }
  return values.length > 0;
}

/** Whether a boolean parameter is set. */
export function flag(url: URL, name: string): boolean {
  const value = url.searchParams.get(name);
  return value === 'true' || value === '1' || value === '';
}
