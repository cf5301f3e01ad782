import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Typography from '@material-ui/core/Typography';
import { StagingPreview } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { isAllNew, summaryOf } from './summary';

/** What a preview comes to, in one line. */
export function SummaryLine({ preview }: { preview: StagingPreview }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const summary = summaryOf(preview);
  const { actions, objects, images, problems } = summary;
  const failed = objects === 0 && problems > 0;
  const found = [
    ...(isAllNew(summary)
      ? [t('preview.objects', { count: objects })]
      : actions.map(({ action, count }) =>
          t(`preview.counted.${action}`, { count }),
        )),
    t('preview.images', { count: images }),
  ];
  const parts = [
    ...(failed ? [] : found),
    problems === 0
      ? t('preview.noProblems')
      : t('preview.problems', { count: problems }),
  ];
  return (
    <Typography component="p" variant="subtitle2">
      {parts.join(', ')}
    </Typography>
  );
}
