import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import { ResourceNode, Staging } from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../../../api/stagingsApiRef';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ConfirmDialog } from '../../StagingActions/ConfirmDialog';

interface RestartDialogProps {
  staging: Staging;
  node: ResourceNode;
  onClose(): void;
}

/** Says what a restart of one workload does, and asks for it. */
export function RestartDialog({ staging, node, onClose }: RestartDialogProps) {
  const api = useApi(stagingsApiRef);
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { kind, name } = node;
  return (
    <ConfirmDialog
      title={t('resources.restartTitle', { kind, name })}
      confirmLabel={t('restart.confirm')}
      onConfirm={() =>
        api.restartStaging(staging.id, { resource: { kind, name } })
      }
      onClose={onClose}
    >
      <DialogContentText>{t('resources.restartText')}</DialogContentText>
    </ConfirmDialog>
  );
}
