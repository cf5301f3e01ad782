import { Previewer, PreviewFindings, PreviewOrder } from '../../model/preview';
import { EngineContext } from '../context';
import { withinTime } from '../withinTime';
import { findOut } from './findOut';
import { Turns } from './Turns';

const TIME_LIMIT_MS = 60_000;

/** Previews by rendering as a deploy does, and by dry runs. */
export class EnginePreviewer implements Previewer {
  private readonly context: EngineContext;
  private readonly timeLimitMs: number;
  private readonly turns = new Turns({ running: 2, waiting: 20 });

  constructor(
    context: EngineContext,
    { timeLimitMs = TIME_LIMIT_MS }: { timeLimitMs?: number } = {},
  ) {
    this.context = context;
    this.timeLimitMs = timeLimitMs;
  }

  preview({
    staging,
    compare,
    signal: caller,
  }: PreviewOrder): Promise<PreviewFindings> {
    const limit = { ms: this.timeLimitMs, what: 'The preview', caller };
    return withinTime(limit, signal =>
      this.turns.take(signal, () =>
        findOut({ context: this.context, staging, signal }, compare),
      ),
    );
  }
}
