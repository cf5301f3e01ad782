import { CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import { ResourceNode } from 'backstage-plugin-stagings-common';
import { useManifest } from '../../../hooks/useManifest';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ReadFailure } from '../../LiveData/ReadFailure';
import { TableSkeleton } from '../../StagingsTable/TableSkeleton';

const useStyles = makeStyles(theme => ({
  yaml: {
    margin: 0,
    padding: theme.spacing(1.5),
    minHeight: 240,
    overflow: 'auto',
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
    backgroundColor: theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
  },
}));

interface ManifestDialogProps {
  stagingId: string;
  node: ResourceNode;
  onClose(): void;
}

/** An object as YAML, as the cluster has it now. */
export function ManifestDialog(props: ManifestDialogProps) {
  const { stagingId, node, onClose } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const live = useManifest(stagingId, node);
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="md"
      fullWidth
      aria-labelledby="stagings-manifest"
    >
      <DialogTitle id="stagings-manifest">
        {node.kind} {node.name}
      </DialogTitle>
      <DialogContent>
        <DialogContentText>{t('resources.manifestNote')}</DialogContentText>
        <ReadFailure live={live} title={t('resources.manifestFailed')} />
        {live.data === undefined && !live.error && <TableSkeleton />}
        {live.data !== undefined && (
          <pre
            className={classes.yaml}
            // Keyboards scroll what they can focus.
            tabIndex={0}
            role="region"
            aria-label={t('resources.manifest')}
          >
            {live.data}
          </pre>
        )}
      </DialogContent>
      <DialogActions>
        {live.data !== undefined && (
          <CopyTextButton
            text={live.data}
            variant="secondary"
            tooltipText={t('links.copied')}
            aria-label={t('resources.copyManifest')}
          />
        )}
        <Button onClick={onClose}>{t('panel.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
