import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { FormEvent, ReactNode } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';

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
  note: { flexGrow: 1 },
  button: { whiteSpace: 'nowrap', flexShrink: 0 },
}));

interface PanelFormProps {
  children: ReactNode;
  submitLabel: string;
  /** Why it cannot be submitted, beside the button. */
  note?: string;
  disabled?: boolean;
  /** What the server said that belongs to no field. */
  refusal?: string;
  onSubmit(): void;
  onCancel(): void;
}

/** The fields of a panel with its buttons, which stay in sight; Enter submits. */
export function PanelForm(props: PanelFormProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!props.disabled) props.onSubmit();
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <div className={classes.fields}>
        {props.children}
        {props.refusal && <Alert severity="error">{props.refusal}</Alert>}
      </div>
      <div className={classes.foot}>
        <Typography
          className={classes.note}
          variant="body2"
          color="textSecondary"
        >
          {props.note}
        </Typography>
        <Button onClick={props.onCancel}>{t('panel.cancel')}</Button>
        <Button
          className={classes.button}
          type="submit"
          variant="contained"
          color="primary"
          disabled={props.disabled}
        >
          {props.submitLabel}
        </Button>
      </div>
    </form>
  );
}
