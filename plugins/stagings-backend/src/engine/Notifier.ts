import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';

/** Each signal is a request to another service; a staging's changes come in bursts. */
const COALESCE_MS = 200;

/** The channel that the frontend listens to. A message is a hint to read again, and carries only an id. */
const SIGNAL_CHANNEL = 'stagings';

/** Tells open browsers that stagings changed, each at most a few times a second. */
export class Notifier {
  private readonly signals: SignalsService;
  private readonly logger: LoggerService;
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(signals: SignalsService, logger: LoggerService) {
    this.signals = signals;
    this.logger = logger;
  }

  notify(stagingId: string): void {
    if (this.timers.has(stagingId)) return;
    const timer = setTimeout(() => {
      this.timers.delete(stagingId);
      this.publish(stagingId);
    }, COALESCE_MS);
    this.timers.set(stagingId, timer);
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private publish(stagingId: string): void {
    this.signals
      .publish({
        channel: SIGNAL_CHANNEL,
        recipients: { type: 'broadcast' },
        message: { stagingId },
      })
      .catch(error => this.logger.debug(`A signal was not sent: ${error}`));
  }
}
