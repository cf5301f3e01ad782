import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ContainerState } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../../translations/ref';
import { searchOfLog } from '../detailSearch';
import { useLineStyles } from './lineStyles';

interface ContainerContentProps {
  pod: string;
  container: ContainerState;
  mayReadLogs: boolean;
  isCurrent: boolean;
}

/** One container: its state, restarts and image, and the way to its log. */
export function ContainerContent(props: ContainerContentProps) {
  const { pod, container, mayReadLogs, isCurrent } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useLineStyles();
  const { name, init, restarts, image, reason, exitCode } = container;
  const facts = [
    init && t('resources.initContainer'),
    t(`resources.state.${stateOf(container)}`),
    reason,
    exitCode !== undefined && t('hint.exitCode', { code: String(exitCode) }),
    restarts > 0 && t('resources.restarts', { count: restarts }),
  ].filter(Boolean);
  return (
    <div className={classes.body}>
      <div className={classes.what}>
        <span>{name}</span>{' '}
        <span className={classes.aside}>{facts.join(' · ')}</span>{' '}
        <span className={classes.image}>{image}</span>
      </div>
      {mayReadLogs && (
        <div className={classes.side}>
          <Link
            to={searchOfLog({ pod, container: name })}
            tabIndex={isCurrent ? 0 : -1}
            aria-label={t('resources.logOf', { container: name, pod })}
          >
            {t('resources.log')}
          </Link>
        </div>
      )}
    </div>
  );
}

function stateOf({ state, ready }: ContainerState) {
  return state === 'running' && ready ? 'ready' : state;
}
