import useMediaQuery from '@material-ui/core/useMediaQuery';
import { Theme } from '@material-ui/core/styles';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { StagingCards } from './StagingCards';
import { StagingRows } from './StagingRows';

/** A list of stagings as both forms of it take it. */
export interface StagingsTableProps {
  stagings: StagingSummary[];
  /** Whether each staging says which component it belongs to. */
  withComponent?: boolean;
}

/** Stagings as a table, or as cards where the screen is narrow. */
export function StagingsTable(props: StagingsTableProps) {
  const narrow = useMediaQuery<Theme>(theme => theme.breakpoints.down('sm'), {
    noSsr: true,
  });
  return narrow ? <StagingCards {...props} /> : <StagingRows {...props} />;
}
