import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { usePodLog } from '../../../hooks/usePodLog';
import { stagingsTranslationRef } from '../../../translations/ref';
import { logOf } from '../detailSearch';
import { downloadText } from './downloadText';
import { LogControls } from './LogControls';
import { LogNotes } from './LogNotes';
import { LogPane } from './LogPane';
import { chooseTarget, LogTarget, targetKey } from './logTargets';
import { LogTools } from './LogTools';
import { useLogSearch } from './useLogSearch';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
}));

interface PodLogsProps {
  stagingId: string;
  /** At least one; the first is shown where the address names none. */
  targets: LogTarget[];
}

/** The log of one container at a time; the address tells which, so that it can be sent to others. */
export function PodLogs({ stagingId, targets }: PodLogsProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [params, setParams] = useSearchParams();
  // What was first when the logs were opened stays, also when another container begins to fail.
  const [first] = useState(() => nameOf(targets[0]));
  const target =
    chooseTarget(targets, logOf(params)) ??
    chooseTarget(targets, first) ??
    targets[0];
  const [previous, setPrevious] = useState(false);
  const [follow, setFollow] = useState(true);
  const [wrap, setWrap] = useState(true);
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
  const search = useLogSearch(log.lines);
  if (!target) return null;
  const { pod, container } = target;

  const choose = (key: string) => {
    const chosen = targets.find(each => targetKey(each) === key);
    if (!chosen) return;
    setPrevious(false);
    const next = { pod: chosen.pod, container: chosen.container.name };
    setParams({ tab: 'logs', ...next }, { replace: true });
  };
  return (
    <div className={classes.root}>
      <LogControls
        targets={targets}
        target={target}
        onTarget={choose}
        previous={hasPrevious ? previous : undefined}
        onPrevious={setPrevious}
        follow={follow}
        onFollow={setFollow}
        state={log.state}
      />
      <LogTools
        search={search}
        wrap={wrap}
        onWrap={setWrap}
        onDownload={() =>
          downloadText(`${pod}-${container.name}.log`, log.lines.join('\n'))
        }
      />
      <LogNotes log={log} follow={follow} />
      <LogPane
        key={`${targetKey(target)} ${previous}`}
        log={log}
        search={search}
        wrap={wrap}
        label={t('logs.region', { container: container.name, pod })}
      />
    </div>
  );
}

function nameOf(target: LogTarget | undefined) {
  return target ? { pod: target.pod, container: target.container.name } : {};
}
