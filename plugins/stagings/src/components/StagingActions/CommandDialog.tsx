import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import {
  StagingCommand,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../../api/stagingsApiRef';
import { stagingsTranslationRef } from '../../translations/ref';
import { ConfirmDialog } from './ConfirmDialog';

interface CommandDialogProps {
  staging: StagingSummary;
  command: StagingCommand;
  onClose(): void;
}

/** Says what a redeploy, an archive or a restore does, and asks for it. */
export function CommandDialog({
  staging,
  command,
  onClose,
}: CommandDialogProps) {
  const api = useApi(stagingsApiRef);
  const { t } = useTranslationRef(stagingsTranslationRef);
  return (
    <ConfirmDialog
      title={t(`${command}.title`, { name: staging.name })}
      confirmLabel={t(`${command}.confirm`)}
      onConfirm={() => api.command(staging.id, command)}
      onClose={onClose}
    >
      <DialogContentText>{t(`${command}.text`)}</DialogContentText>
    </ConfirmDialog>
  );
}
