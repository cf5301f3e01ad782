import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { Staging } from 'backstage-plugin-stagings-common';
import { useOperations } from '../../../hooks/useOperations';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ReadFailure } from '../../LiveData/ReadFailure';
import { TableSkeleton } from '../../StagingsTable/TableSkeleton';
import { OperationItem } from './OperationItem';

/** What was done with a staging, newest first. */
export function ActivityTab({ staging }: { staging: Staging }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const live = useOperations(staging.id);
  return (
    <>
      <ReadFailure live={live} title={t('activity.readFailed')} />
      {!live.data && !live.error && <TableSkeleton />}
      {live.data?.length === 0 && (
        <Typography color="textSecondary">{t('activity.empty')}</Typography>
      )}
      {live.data?.map(operation => (
        <OperationItem
          key={operation.id}
          staging={staging}
          operation={operation}
        />
      ))}
    </>
  );
}
