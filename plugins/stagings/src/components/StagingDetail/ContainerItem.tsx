import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ContainerState } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1),
    padding: theme.spacing(0.25, 0),
    color: theme.palette.text.secondary,
    overflowWrap: 'anywhere',
  },
  name: { color: theme.palette.text.primary },
  image: { fontFamily: 'monospace' },
}));

/** One container: its state, restarts and image. */
export function ContainerItem({ container }: { container: ContainerState }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { name, init, restarts, image, reason, exitCode } = container;
  const facts = [
    init && t('resources.initContainer'),
    t(`resources.state.${stateOf(container)}`),
    reason,
    exitCode !== undefined && t('hint.exitCode', { code: String(exitCode) }),
    restarts > 0 && t('resources.restarts', { count: restarts }),
  ].filter(Boolean);
  return (
    <li className={classes.item}>
      <span className={classes.name}>{name}</span>
      <span>{facts.join(' · ')}</span>
      <span className={classes.image}>{image}</span>
    </li>
  );
}

function stateOf({ state, ready }: ContainerState) {
  return state === 'running' && ready ? 'ready' : state;
}
