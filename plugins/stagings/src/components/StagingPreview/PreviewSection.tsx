import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { useEffect, useRef } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { PreviewAnswer } from './PreviewAnswer';
import { PreviewProgress } from './PreviewProgress';
import { PreviewRefused } from './PreviewRefused';
import { PreviewState } from './usePreview';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
  },
}));

interface PreviewSectionProps {
  state: PreviewState;
  /** Why no preview can be asked for now. */
  blocked?: string;
  onAsk(): void;
  onCancel(): void;
}

/** What the form would lead to, when somebody wants to know. */
export function PreviewSection(props: PreviewSectionProps) {
  const { state, blocked, onAsk, onCancel } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const section = useRef<HTMLElement>(null);
  const { step } = state;
  useEffect(() => {
    // What was asked for comes below what is in sight.
    if (step !== 'none') section.current?.scrollIntoView?.({ block: 'start' });
  }, [step]);
  return (
    <section
      ref={section}
      className={classes.root}
      aria-labelledby="stagings-preview"
    >
      <div className={classes.head}>
        <Typography id="stagings-preview" variant="subtitle2" component="h3">
          {t('preview.title')}
        </Typography>
        <Button
          size="small"
          variant="outlined"
          disabled={!!blocked || state.step === 'asking'}
          onClick={onAsk}
        >
          {state.step === 'none' ? t('preview.ask') : t('preview.askAgain')}
        </Button>
      </div>
      {(blocked || state.step === 'none') && (
        <Typography variant="body2" color="textSecondary">
          {blocked ?? t('preview.explain')}
        </Typography>
      )}
      <div aria-live="polite">
        {state.step === 'asking' && <PreviewProgress onCancel={onCancel} />}
        {state.step === 'refused' && <PreviewRefused refusal={state.refusal} />}
        {state.step === 'shown' && <PreviewAnswer {...state} />}
      </div>
    </section>
  );
}
