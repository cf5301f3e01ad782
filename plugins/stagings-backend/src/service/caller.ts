import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CallerConfig } from '../config/types';

/** Who asks, as far as the plugin tells callers apart. */
export type Caller = UserCaller | ServiceCaller;

export interface UserCaller {
  type: 'user';
  /** Entity ref of the user. */
  actor: string;
  /** The backend that calls for the user, where one does. */
  via?: string;
  credentials: BackstageCredentials;
}

export interface ServiceCaller {
  type: 'service';
  /** Subject of the service. */
  actor: string;
  via?: undefined;
  credentials: BackstageCredentials;
  /** What the configuration lets the service do. */
  grant: CallerConfig;
}

/** Whose order something is, as its operation records it. */
export type Actor = Pick<Caller, 'actor' | 'via'>;
