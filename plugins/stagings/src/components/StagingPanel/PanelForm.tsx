import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { FormEvent, ReactNode, useEffect, useRef, useState } from 'react';
import { useIsSlow } from '../../hooks/useIsSlow';
import { stagingsTranslationRef } from '../../translations/ref';
import { useClosePanel } from './closeGuard';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    minHeight: 0,
  },
  fields: {
    flexGrow: 1,
    overflowY: 'auto',
    padding: theme.spacing(1, 3, 3),
    display: 'grid',
    alignContent: 'start',
    gap: theme.spacing(2),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  foot: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-end',
    gap: theme.spacing(1),
    padding: theme.spacing(2, 3),
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  refusal: {
    // The fields give way to it, not it to them.
    flexShrink: 0,
    padding: theme.spacing(1, 3),
    maxHeight: '50vh',
    overflowY: 'auto',
    borderTop: `1px solid ${theme.palette.divider}`,
  },
  note: { flexGrow: 1 },
  button: { whiteSpace: 'nowrap', flexShrink: 0 },
}));

interface PanelFormProps {
  children: ReactNode;
  submitLabel: string;
  /** Why it cannot be submitted, beside the button. */
  note?: string;
  disabled?: boolean;
  /** Whether it was submitted, and no answer has come. */
  busy: boolean;
  /** What the server said that belongs to no field; always in sight. */
  refusal?: ReactNode;
  onSubmit(): void;
}

/** The fields of a panel with its buttons, which stay in sight; Enter submits. */
export function PanelForm(props: PanelFormProps) {
  const { disabled, busy, refusal } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const close = useClosePanel();
  const isSlow = useIsSlow(busy);
  const form = useRef<HTMLFormElement>(null);
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    // Once the form has checked itself, and once more when the server has; the fields show it with the next frame.
    if (attempts === 0 || busy) return undefined;
    const frame = requestAnimationFrame(() => leadToMistake(form.current));
    return () => cancelAnimationFrame(frame);
  }, [attempts, busy]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (disabled || busy) return;
    props.onSubmit();
    setAttempts(count => count + 1);
  };
  return (
    <form ref={form} className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.fields}>{props.children}</div>
      {refusal && <div className={classes.refusal}>{refusal}</div>}
      <div className={classes.foot}>
        <Typography
          className={classes.note}
          variant="body2"
          color="textSecondary"
          role="status"
        >
          {isSlow ? t('panel.slow') : props.note}
        </Typography>
        <Button onClick={close}>{t('panel.cancel')}</Button>
        <Button
          className={classes.button}
          type="submit"
          variant="contained"
          color="primary"
          disabled={disabled || busy}
        >
          {busy ? t('panel.sending') : props.submitLabel}
        </Button>
      </div>
    </form>
  );
}

/** Puts the keyboard into the first field that has to be corrected, with what is said below it in sight. */
function leadToMistake(form: HTMLFormElement | null) {
  const field = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  field?.focus({ preventScroll: true });
  field?.scrollIntoView?.({ block: 'center' });
}
