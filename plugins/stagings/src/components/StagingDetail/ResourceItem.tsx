import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ResourceNode } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { ContainerItem } from './ContainerItem';
import { HealthIcon } from './HealthIcon';
import { resourceKey, sortResources } from './resourceOrder';

const useStyles = makeStyles(theme => ({
  item: { padding: theme.spacing(0.5, 0) },
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    overflowWrap: 'anywhere',
  },
  kind: { color: theme.palette.text.secondary },
  why: { paddingLeft: theme.spacing(3.5), overflowWrap: 'anywhere' },
  inner: {
    listStyle: 'none',
    margin: theme.spacing(0, 0, 0, 1.25),
    padding: theme.spacing(0, 0, 0, 2),
    borderLeft: `1px solid ${theme.palette.divider}`,
  },
}));

/** One object: how it is and why, and inside it its pods and containers. */
export function ResourceItem({ node }: { node: ResourceNode }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <HealthIcon health={node.health} />
        <span className={classes.kind}>{node.kind}</span>
        <strong>{node.name}</strong>
        <span>{t(`resources.health.${node.health}`)}</span>
        {node.summary && <span className={classes.kind}>· {node.summary}</span>}
      </div>
      {node.message && node.health !== 'healthy' && (
        <div className={classes.why}>{node.message}</div>
      )}
      <ul className={classes.inner}>
        {node.containers?.map(container => (
          <ContainerItem key={container.name} container={container} />
        ))}
        {sortResources(node.children).map(child => (
          <ResourceItem key={resourceKey(child)} node={child} />
        ))}
      </ul>
    </li>
  );
}
