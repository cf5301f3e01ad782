import { StagingSummary } from 'backstage-plugin-stagings-common';

/** A list of stagings as both forms of it take it. */
export interface StagingsTableProps {
  stagings: StagingSummary[];
  /** Whether each staging says which component it belongs to. */
  withComponent?: boolean;
}
