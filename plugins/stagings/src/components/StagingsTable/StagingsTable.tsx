import { Theme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useProgressive } from '../../hooks/useProgressive';
import { StagingGroup } from './columns';
import { StagingCards } from './StagingCards';
import { StagingRows } from './StagingRows';
import { StagingsTableProps } from './StagingsTableProps';

/** Stagings as a table, or as cards where the screen is too narrow to read its columns. */
export function StagingsTable(props: StagingsTableProps) {
  const narrow = useMediaQuery<Theme>(theme => theme.breakpoints.down('md'), {
    noSsr: true,
  });
  const total = props.groups.reduce(
    (sum, { stagings }) => sum + stagings.length,
    0,
  );
  const groups = firstOf(props.groups, useProgressive(total));
  return narrow ? (
    <StagingCards {...props} groups={groups} />
  ) : (
    <StagingRows {...props} groups={groups} />
  );
}

function firstOf(groups: StagingGroup[], limit: number): StagingGroup[] {
  let left = limit;
  return groups
    .map(group => {
      const stagings = group.stagings.slice(0, left);
      left -= stagings.length;
      return { ...group, stagings };
    })
    .filter(({ stagings }) => stagings.length > 0);
}
