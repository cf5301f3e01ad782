import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { ResourceNode } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { ResourceItem } from './ResourceItem';
import { isWorkload, resourceKey, sortResources } from './resourceOrder';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  fold: { textTransform: 'none', marginTop: theme.spacing(1) },
}));

/** Objects as a tree: what needs a look and what runs is open, other healthy objects are folded away. */
export function ResourceTree({ nodes }: { nodes: ResourceNode[] }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [unfolded, setUnfolded] = useState(false);
  const sorted = sortResources(nodes);
  const isCalm = (node: ResourceNode) =>
    node.health === 'healthy' && !isWorkload(node);
  const calm = sorted.filter(isCalm);
  const shown = unfolded ? sorted : sorted.filter(node => !isCalm(node));
  return (
    <>
      <ul className={classes.list}>
        {shown.map(node => (
          <ResourceItem key={resourceKey(node)} node={node} />
        ))}
      </ul>
      {calm.length > 0 && (
        <Button
          className={classes.fold}
          size="small"
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
          startIcon={
            <ExpandMoreIcon
              style={{ transform: unfolded ? 'rotate(180deg)' : undefined }}
            />
          }
        >
          {t('resources.healthyFolded', { count: calm.length })}
        </Button>
      )}
    </>
  );
}
