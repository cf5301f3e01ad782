import useMediaQuery from '@material-ui/core/useMediaQuery';
import { Theme } from '@material-ui/core/styles';
import { StagingCards } from './StagingCards';
import { StagingRows } from './StagingRows';
import { StagingsTableProps } from './StagingsTableProps';

/** Stagings as a table, or as cards where the screen is narrow. */
export function StagingsTable(props: StagingsTableProps) {
  const narrow = useMediaQuery<Theme>(theme => theme.breakpoints.down('sm'), {
    noSsr: true,
  });
  return narrow ? <StagingCards {...props} /> : <StagingRows {...props} />;
}
