import { makeStyles } from '@material-ui/core/styles';

/** How the lines of the tree look inside: what it is on the left, how old it is and what to do on the right. */
export const useLineStyles = makeStyles(theme => ({
  body: {
    flex: '1 1 auto',
    minWidth: 0,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: theme.spacing(2),
    alignItems: 'center',
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
    },
  },
  what: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0, 1),
    minHeight: 24,
  },
  aside: { color: theme.palette.text.secondary },
  image: { color: theme.palette.text.secondary, fontFamily: 'monospace' },
  // Below the words, beside the picture.
  why: { gridColumn: '1 / -1', paddingLeft: theme.spacing(3.5) },
  side: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    color: theme.palette.text.secondary,
    whiteSpace: 'nowrap',
    [theme.breakpoints.down('xs')]: { justifyContent: 'flex-start' },
  },
  button: { textTransform: 'none', padding: '0 6px', minWidth: 0 },
}));
