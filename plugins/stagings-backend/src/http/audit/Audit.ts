import { AuditorService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { ErrorRequestHandler } from 'express';
import { aboutStaging } from '../../model/audit';
import { StagingRecord } from '../../model/staging';
import { AnyRequest } from '../access/authenticate';
import { refusalOf } from '../access/refusals';
import { Caller } from '../../service/caller';
import { TellError } from '../tellError';
import { aboutRefusal } from './aboutRefusal';

/** What an audit event says besides actor, time and outcome. */
export interface AuditSubject {
  eventId:
    | 'staging-mutate'
    | 'staging-logs'
    | 'staging-manifest'
    | 'staging-preview'
    | 'cluster-fetch';
  /** Higher for what cannot be undone. */
  severity?: 'medium' | 'high';
  meta?: JsonObject;
}

/** Tells an event which staging it is about, as it is now. */
export type About = (staging: StagingRecord) => void;

/**
 * The plugin's events for the portal's auditor. `docs/permissions.md` lists them.
 */
export class Audit {
  private readonly auditor: AuditorService;
  private readonly tellError: TellError;
  /** What is in an event already. */
  private readonly recorded = new WeakSet<Error>();

  constructor(auditor: AuditorService, tellError: TellError) {
    this.auditor = auditor;
    this.tellError = tellError;
  }

  /** Runs a use case as an event: its success, or its failure with the error, a refusal too. */
  async record<T>(
    req: AnyRequest,
    caller: Caller,
    subject: AuditSubject,
    run: (about: About) => Promise<T>,
  ): Promise<T> {
    const event = await this.auditor.createEvent({
      eventId: subject.eventId,
      severityLevel: subject.severity ?? 'medium',
      request: req,
      meta: { ...subject.meta, ...(caller.via && { via: caller.via }) },
    });
    let meta: JsonObject = {};
    try {
      const result = await run(staging => {
        meta = aboutStaging(staging);
      });
      await event.success({ meta });
      return result;
    } catch (thrown) {
      const error =
        thrown instanceof Error ? thrown : new Error(String(thrown));
      this.recorded.add(error);
      await event.fail({
        error: await this.tellError(req, error),
        meta: { ...meta, ...aboutRefusal(error) },
      });
      throw error;
    }
  }

  /** Stands after the routes: records what was refused where it is in no event yet. */
  refusals(): ErrorRequestHandler {
    return async (error, req, _res, next) => {
      if (refusalOf(error) && !this.recorded.has(error)) {
        const event = await this.auditor.createEvent({
          eventId: 'access-refused',
          severityLevel: 'medium',
          request: req,
        });
        await event.fail({
          error: await this.tellError(req, error),
          meta: aboutRefusal(error),
        });
      }
      next(error);
    };
  }
}
