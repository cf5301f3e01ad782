import { LogViewer } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import { PodLog, usePodLog } from '../../hooks/usePodLog';
import { stagingsTranslationRef } from '../../translations/ref';
import { LogControls } from './LogControls';
import { LogTarget, targetKey } from './logTargets';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  log: { height: '55vh', minHeight: 240 },
}));

interface PodLogsProps {
  stagingId: string;
  /** At least one; the first is shown until another one is chosen. */
  targets: LogTarget[];
}

/** The log of one container at a time. */
export function PodLogs({ stagingId, targets }: PodLogsProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  // What was first when the logs were opened stays, also when another container begins to fail.
  const [choice, setChoice] = useState(
    () => targets[0] && targetKey(targets[0]),
  );
  const [previous, setPrevious] = useState(false);
  const [follow, setFollow] = useState(true);
  const target = targets.find(each => targetKey(each) === choice) ?? targets[0];
  const hasPrevious = !!target && target.container.restarts > 0;
  const log = usePodLog(
    target && {
      stagingId,
      pod: target.pod,
      container: target.container.name,
      previous: previous && hasPrevious,
      follow,
    },
  );
  if (!target) return null;
  return (
    <div className={classes.root}>
      <LogControls
        targets={targets}
        target={target}
        onTarget={setChoice}
        previous={hasPrevious ? previous : undefined}
        onPrevious={setPrevious}
        follow={follow}
        onFollow={setFollow}
        state={log.state}
      />
      <LogNotes log={log} follow={follow} />
      <div
        className={classes.log}
        role="region"
        aria-label={t('logs.region', {
          container: target.container.name,
          pod: target.pod,
        })}
      >
        <LogViewer text={log.text} textWrap />
      </div>
    </div>
  );
}

function LogNotes({ log, follow }: { log: PodLog; follow: boolean }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const reload = (
    <Button color="inherit" size="small" onClick={log.reload}>
      {t('logs.reload')}
    </Button>
  );
  if (log.error) {
    return (
      <Alert severity="warning" action={reload}>
        {log.error}
      </Alert>
    );
  }
  if (log.state === 'reading') return null;
  return (
    <>
      {log.text === '' && <Typography>{t('logs.empty')}</Typography>}
      {log.state === 'ended' && follow && (
        <Alert severity="info" action={reload}>
          {t('logs.ended')}
        </Alert>
      )}
    </>
  );
}
