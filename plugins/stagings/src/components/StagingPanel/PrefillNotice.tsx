import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@material-ui/lab/Alert';
import { StagingTemplate } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { Prefill, unknownOf } from './newStagingDraft';

interface PrefillNoticeProps {
  prefill: Prefill;
  templates: StagingTemplate[];
}

/** Says what filled the form in, and what of it the portal does not know. */
export function PrefillNotice({ prefill, templates }: PrefillNoticeProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { source, link } = prefill;
  const unknown = unknownOf(templates, link);
  return (
    <>
      {source && (
        <Alert severity="info">{t('panel.like', { name: source.name })}</Alert>
      )}
      {unknown.length > 0 && (
        <Alert severity="warning">
          {t('panel.unknownInLink', { names: unknown.join(', ') })}
        </Alert>
      )}
    </>
  );
}
