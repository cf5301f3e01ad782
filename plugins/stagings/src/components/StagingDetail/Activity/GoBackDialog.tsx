import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import DialogContentText from '@material-ui/core/DialogContentText';
import { Staging } from 'backstage-plugin-stagings-common';
import { stagingsApiRef } from '../../../api/stagingsApiRef';
import { useRevision } from '../../../hooks/useRevision';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ReadFailure } from '../../LiveData/ReadFailure';
import { ConfirmDialog } from '../../StagingActions/ConfirmDialog';
import { TableSkeleton } from '../../StagingsTable/TableSkeleton';
import { ChangeList } from '../Configuration/ChangeList';
import { inputChanges, inputsOf } from '../Configuration/inputChanges';

interface GoBackDialogProps {
  staging: Staging;
  revision: number;
  onClose(): void;
}

/** Says what would change on the way back to the inputs of a revision, and asks for it. */
export function GoBackDialog(props: GoBackDialogProps) {
  const { staging, revision, onClose } = props;
  const api = useApi(stagingsApiRef);
  const { t } = useTranslationRef(stagingsTranslationRef);
  const live = useRevision(staging.id, revision);
  const wanted = live.data;
  const changes = wanted && inputChanges(inputsOf(staging), wanted);

  const goBack = async () => {
    if (!wanted) return;
    await api.updateStaging(staging.id, {
      commit: wanted.commit ?? null,
      parameters: wanted.parameters,
      overrides: wanted.overrides,
      replace: ['parameters', 'overrides'],
      revision: staging.revision,
    });
  };
  return (
    <ConfirmDialog
      title={t('activity.goBackTitle', { revision: String(revision) })}
      confirmLabel={t('activity.goBackConfirm')}
      blocked={!changes || changes.length === 0}
      onConfirm={goBack}
      onClose={onClose}
    >
      <DialogContentText>{t('activity.goBackText')}</DialogContentText>
      <ReadFailure live={live} title={t('activity.readFailed')} />
      {!changes && !live.error && <TableSkeleton />}
      {changes?.length === 0 && t('activity.goBackSame')}
      {changes && <ChangeList changes={changes} />}
    </ConfirmDialog>
  );
}
