import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    justifyItems: 'center',
    gap: theme.spacing(2),
    padding: theme.spacing(6, 3),
    textAlign: 'center',
  },
  text: { maxWidth: 560 },
}));

interface EmptyMessageProps {
  picture?: ReactNode;
  title: string;
  text: string;
  action?: ReactNode;
}

/** Says that there is nothing, what it would be, and how to get it. */
export function EmptyMessage(props: EmptyMessageProps) {
  const classes = useStyles();
  return (
    <Paper variant="outlined" className={classes.root}>
      {props.picture}
      <Typography variant="h6" component="h3">
        {props.title}
      </Typography>
      <Typography className={classes.text} color="textSecondary">
        {props.text}
      </Typography>
      {props.action}
    </Paper>
  );
}
