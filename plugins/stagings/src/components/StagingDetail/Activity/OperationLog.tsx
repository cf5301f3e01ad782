import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Operation, OperationLogEntry } from 'backstage-plugin-stagings-common';
import { useOperation } from '../../../hooks/useOperations';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ReadFailure } from '../../LiveData/ReadFailure';
import { TableSkeleton } from '../../StagingsTable/TableSkeleton';

const useStyles = makeStyles(theme => {
  const { status, text } = theme.palette;
  return {
    log: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontFamily: 'monospace',
      overflowWrap: 'anywhere',
    },
    time: { color: text.secondary },
    level: { fontWeight: 600 },
    info: { display: 'none' },
    warning: { color: status.warning },
    error: { color: status.error },
  };
});

/** What an operation did, line by line. */
export function OperationLog({ operation }: { operation: Operation }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const live = useOperation(operation);
  const log = live.data?.log;
  return (
    <>
      <ReadFailure live={live} title={t('activity.readFailed')} />
      {!log && !live.error && <TableSkeleton />}
      {log?.length === 0 && (
        <Typography color="textSecondary">{t('activity.logEmpty')}</Typography>
      )}
      <ol className={classes.log} aria-label={t('activity.log')}>
        {log?.map(entry => (
          <LogLine key={entry.sequence} entry={entry} />
        ))}
      </ol>
    </>
  );
}

function LogLine({ entry }: { entry: OperationLogEntry }) {
  const classes = useStyles();
  return (
    <li>
      <time
        className={classes.time}
        dateTime={entry.at}
        title={new Date(entry.at).toLocaleString()}
      >
        {new Date(entry.at).toLocaleTimeString()}
      </time>{' '}
      <span className={`${classes.level} ${classes[entry.level]}`}>
        {entry.level}{' '}
      </span>
      {entry.message}
    </li>
  );
}
