import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { ResourceNode, StagingAction } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../../translations/ref';
import { RelativeTime } from '../../Time/RelativeTime';
import { HealthIcon } from './HealthIcon';
import { useLineStyles } from './lineStyles';
import { canRestart } from './resourceOrder';

interface ObjectContentProps {
  node: ResourceNode;
  isApplied: boolean;
  allowedActions: StagingAction[];
  isCurrent: boolean;
  onInspect(node: ResourceNode): void;
  onRestart(node: ResourceNode): void;
}

/** One object: how it is and why, how old, and what can be done with it. */
export function ObjectContent(props: ObjectContentProps) {
  const { node, isApplied, allowedActions, isCurrent } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useLineStyles();
  const tabIndex = isCurrent ? 0 : -1;
  const name = { kind: node.kind, name: node.name };
  const mayRestart = allowedActions.includes('restart') && canRestart(node);
  const mayInspect =
    isApplied &&
    node.health !== 'missing' &&
    allowedActions.includes('readLogs');
  return (
    <div className={classes.body}>
      <div className={classes.what}>
        <HealthIcon health={node.health} />
        <span className={classes.aside}>{node.kind}</span>{' '}
        <strong>{node.name}</strong>{' '}
        <span>{t(`resources.health.${node.health}`)}</span>{' '}
        {node.summary && (
          <span className={classes.aside}>· {node.summary}</span>
        )}
      </div>
      <div className={classes.side}>
        {isApplied && mayRestart && (
          <Button
            className={classes.button}
            size="small"
            tabIndex={tabIndex}
            onClick={() => props.onRestart(node)}
            aria-label={t('resources.restartOf', name)}
          >
            {t('actions.restart')}
          </Button>
        )}
        {mayInspect && (
          <Button
            className={classes.button}
            size="small"
            tabIndex={tabIndex}
            onClick={() => props.onInspect(node)}
            aria-label={t('resources.manifestOf', name)}
          >
            {t('resources.manifest')}
          </Button>
        )}
        {node.createdAt && <RelativeTime at={node.createdAt} />}
      </div>
      {node.message && node.health !== 'healthy' && (
        <div className={classes.why}>{node.message}</div>
      )}
    </div>
  );
}
