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
  // Whether they are the same now, nobody is told.
  const hasSecrets = Boolean(
    staging.secretParameters ?? wanted?.secretParameters,
  );

  const goBack = async () => {
    if (!wanted) return;
    await api.updateStaging(staging.id, {
      commit: wanted.commit ?? null,
      parameters: wanted.parameters,
      overrides: wanted.overrides,
      replace: ['parameters', 'overrides'],
      ...(hasSecrets && { secretsOf: revision }),
      revision: staging.revision,
    });
  };
  return (
    <ConfirmDialog
      title={t('activity.goBackTitle', { revision: String(revision) })}
      confirmLabel={t('activity.goBackConfirm')}
      blocked={!changes || (changes.length === 0 && !hasSecrets)}
      onConfirm={goBack}
      onClose={onClose}
    >
      <DialogContentText>{t('activity.goBackText')}</DialogContentText>
      <ReadFailure live={live} title={t('activity.readFailed')} />
      {!changes && !live.error && <TableSkeleton />}
      {changes?.length === 0 && !hasSecrets && t('activity.goBackSame')}
      {changes && <ChangeList changes={changes} />}
      {changes && hasSecrets && (
        <DialogContentText>{t('activity.goBackSecrets')}</DialogContentText>
      )}
    </ConfirmDialog>
  );
}
