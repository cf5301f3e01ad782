import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { ResourceNode, Staging } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ManifestDialog } from './ManifestDialog';
import { RestartDialog } from './RestartDialog';
import { TreeLine } from './TreeLine';
import { useTree } from './useTree';

const useStyles = makeStyles({
  tree: { listStyle: 'none', margin: 0, padding: 0 },
});

interface ResourceTreeProps {
  staging: Staging;
  nodes: ResourceNode[];
}

/** A staging's objects from workload to pod to container, and what can be done with each. */
export function ResourceTree({ staging, nodes }: ResourceTreeProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const tree = useTree(nodes);
  const [inspected, setInspected] = useState<ResourceNode>();
  const [restarted, setRestarted] = useState<ResourceNode>();
  return (
    <>
      <ul className={classes.tree} role="tree" aria-label={t('resources.tree')}>
        {tree.rows.map(row => (
          <TreeLine
            key={row.id}
            row={row}
            isCurrent={row.id === tree.current}
            allowedActions={staging.allowedActions}
            onToggle={tree.toggle}
            onFocus={tree.focusOn}
            onKeyDown={tree.onKeyDown}
            onInspect={setInspected}
            onRestart={setRestarted}
          />
        ))}
      </ul>
      {inspected && (
        <ManifestDialog
          stagingId={staging.id}
          node={inspected}
          onClose={() => setInspected(undefined)}
        />
      )}
      {restarted && (
        <RestartDialog
          staging={staging}
          node={restarted}
          onClose={() => setRestarted(undefined)}
        />
      )}
    </>
  );
}
