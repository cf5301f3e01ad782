import { Request, Response, Router } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StagingRecord } from '../../model/staging';
import { getStaging } from '../../service/queries';
import { HttpContext } from '../context';
import { cutLog } from '../cutLog';
import { LogStreams } from '../LogStreams';
import { sendFrames } from '../sendFrames';

const DEFAULT_TAIL = 1_000;

interface LogQuery {
  container?: string;
  tail?: number;
  previous?: boolean;
  follow?: boolean;
}

type LogRequest = Request<{ id: string; pod: string }, string, {}, LogQuery>;

/** `/v1/stagings/{id}/pods/{pod}/logs` */
export function addLogRoutes(router: Router, context: HttpContext): void {
  const { service, access, audit, tellError, lifecycle } = context;
  const streams = new LogStreams();
  lifecycle.addShutdownHook(() => streams.endAll());

  router.get(
    '/v1/stagings/:id/pods/:pod/logs',
    async (req: LogRequest, res: Response<string>) => {
      const caller = await access.authenticate(req);
      const { id, pod } = req.params;
      const end = streams.begin(res, caller.actor);
      const log = await audit.record(
        req,
        caller,
        { eventId: 'staging-logs', meta: { stagingId: id, pod } },
        async about => {
          const staging = await access.require(
            caller,
            await getStaging(service, id),
            'readLogs',
          );
          about(staging);
          return openLog(context, staging, req, end);
        },
      );
      const maxMiB = service.config.limits.logSize;
      const shown = Readable.from(cutLog(log, { maxMiB }));
      const tell = (error: unknown) => tellError(req, error);
      if (req.query.follow) await sendFrames(shown, res, { signal: end, tell });
      else await sendText(shown, res);
    },
  );
}

function openLog(
  { clusterView }: HttpContext,
  staging: StagingRecord,
  { params, query }: LogRequest,
  signal: AbortSignal,
): Promise<Readable> {
  return clusterView.podLog(staging, {
    pod: params.pod,
    container: query.container,
    tail: query.tail ?? DEFAULT_TAIL,
    previous: query.previous ?? false,
    follow: query.follow ?? false,
    signal,
  });
}

async function sendText(log: Readable, res: Response<string>): Promise<void> {
  res.setHeader('Content-Type', 'text/plain; charset=utf-8');
  res.setHeader('X-Content-Type-Options', 'nosniff');
  await pipeline(log, res);
}
