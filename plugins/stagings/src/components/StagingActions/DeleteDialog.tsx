import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import TextField from '@material-ui/core/TextField';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { stagingsApiRef } from '../../api/stagingsApiRef';
import { stagingsTranslationRef } from '../../translations/ref';
import { focusOnMount } from '../Focus/focusOnMount';
import { ConfirmDialog } from './ConfirmDialog';
import { LostData } from './LostData';

interface DeleteDialogProps {
  staging: StagingSummary;
  onClose(): void;
}

/** Names what a delete destroys, and asks to type the staging's name. */
export function DeleteDialog({ staging, onClose }: DeleteDialogProps) {
  const api = useApi(stagingsApiRef);
  const { t } = useTranslationRef(stagingsTranslationRef);
  const [typed, setTyped] = useState('');
  return (
    <ConfirmDialog
      title={t('delete.title', { name: staging.name })}
      confirmLabel={t('delete.confirm')}
      destructive
      blocked={typed.trim() !== staging.name}
      onConfirm={() => api.deleteStaging(staging.id)}
      onClose={onClose}
    >
      <DialogContentText>
        {staging.desired === 'archived'
          ? t('delete.textArchived')
          : t('delete.text')}
      </DialogContentText>
      <LostData stagingId={staging.id} />
      <TextField
        inputRef={focusOnMount}
        id="stagings-delete-name"
        fullWidth
        margin="normal"
        label={t('delete.type', { name: staging.name })}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        inputProps={{ autoComplete: 'off', spellCheck: false }}
      />
    </ConfirmDialog>
  );
}
