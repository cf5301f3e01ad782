import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useIsSlow } from '../../hooks/useIsSlow';
import { stagingsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
    minHeight: 40,
  },
}));

/** Says that a preview is being made, and after a while why that takes so long. */
export function PreviewProgress({ onCancel }: { onCancel(): void }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const isSlow = useIsSlow(true);
  return (
    <>
      <LinearProgress aria-label={t('preview.asking')} />
      <div className={classes.root}>
        <Typography variant="body2" color="textSecondary">
          {isSlow ? t('preview.slow') : t('preview.asking')}
        </Typography>
        <Button size="small" onClick={onCancel}>
          {t('preview.cancel')}
        </Button>
      </div>
    </>
  );
}
