import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/core-components';
import { useParams } from 'react-router-dom';
import { isForbidden, isNotFound } from '../../api/refusal';
import { useStaging } from '../../hooks/useStaging';
import { stagingsTranslationRef } from '../../translations/ref';
import { ReadFailure } from '../LiveData/ReadFailure';
import { EmptyMessage } from '../StagingsTable/EmptyMessage';
import { DetailSkeleton } from './DetailSkeleton';
import { StagingDetail } from './StagingDetail';

/** The detail of the staging whose id the address ends with. */
export function StagingDetailRoute() {
  const { id = '' } = useParams();
  return <LoadedDetail key={id} id={id} />;
}

function LoadedDetail({ id }: { id: string }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const live = useStaging(id);
  if (isNotFound(live.error)) {
    return (
      <NoDetail title={t('detail.notFound')} text={t('detail.notFoundHint')} />
    );
  }
  if (isForbidden(live.error)) {
    return (
      <NoDetail
        title={t('detail.forbidden')}
        text={t('detail.forbiddenHint')}
      />
    );
  }
  return (
    <>
      <ReadFailure live={live} title={t('detail.readFailed')} />
      {!live.data && !live.error && <DetailSkeleton />}
      {live.data && <StagingDetail staging={live.data} seenAt={live.seenAt} />}
    </>
  );
}

function NoDetail({ title, text }: { title: string; text: string }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  return (
    <EmptyMessage
      title={title}
      text={text}
      action={<Link to="..">← {t('detail.back')}</Link>}
    />
  );
}
