import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { StagingPreview } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { PreviewHooks } from './PreviewHooks';
import { PreviewImages } from './PreviewImages';
import { PreviewObjects } from './PreviewObjects';
import { PreviewProblem } from './PreviewProblem';
import { SummaryLine } from './SummaryLine';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  stale: { opacity: 0.6 },
}));

interface PreviewAnswerProps {
  preview: StagingPreview;
  /** Whether the form has changed since. */
  isStale: boolean;
}

/** All that a preview found: problems first, then what would be done. */
export function PreviewAnswer({ preview, isStale }: PreviewAnswerProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { problems, notes, images, hooks, objects } = preview;
  return (
    <div className={classes.root}>
      {isStale && <Alert severity="warning">{t('preview.stale')}</Alert>}
      <div className={`${classes.root} ${isStale ? classes.stale : ''}`}>
        <SummaryLine preview={preview} />
        {problems.map((problem, index) => (
          <PreviewProblem key={index} problem={problem} />
        ))}
        {notes.map(({ level, message }) => (
          <Alert key={message} severity={level}>
            {message}
          </Alert>
        ))}
        {images.length > 0 && <PreviewImages images={images} />}
        {hooks.length > 0 && <PreviewHooks hooks={hooks} />}
        {objects.length > 0 && <PreviewObjects objects={objects} />}
        <Typography variant="body2" color="textSecondary">
          {t('preview.place', {
            namespace: preview.namespace,
            cluster: preview.cluster,
          })}
        </Typography>
      </div>
    </div>
  );
}
