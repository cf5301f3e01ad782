import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { FormEvent, ReactNode, useState } from 'react';
import { toRefusal } from '../../api/refusal';
import { useRefreshAll } from '../../hooks/useRefreshAll';
import { stagingsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  destructive: {
    color: theme.palette.error.contrastText,
    backgroundColor: theme.palette.error.main,
    '&:hover': { backgroundColor: theme.palette.error.dark },
  },
}));

interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  confirmLabel: string;
  destructive?: boolean;
  /** Whether something is still missing before it may be confirmed. */
  blocked?: boolean;
  onConfirm(): Promise<unknown>;
  onClose(): void;
}

/** Asks before an action is taken; stays open with the server's words if the action is refused. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, confirmLabel, destructive, blocked, onConfirm, onClose } =
    props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const refreshAll = useRefreshAll();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || blocked) return;
    setBusy(true);
    try {
      await onConfirm();
      await refreshAll();
      onClose();
    } catch (error) {
      setRefusal(toRefusal(error).message);
      setBusy(false);
    }
  };

  return (
    <Dialog open onClose={onClose} aria-labelledby="stagings-confirm" fullWidth>
      <form onSubmit={confirm}>
        <DialogTitle id="stagings-confirm">{title}</DialogTitle>
        <DialogContent>
          {props.children}
          {refusal && (
            <Alert severity="error">
              {t('actions.failed', { message: refusal })}
            </Alert>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('actions.dismiss')}</Button>
          <Button
            type="submit"
            variant="contained"
            color={destructive ? 'default' : 'primary'}
            className={
              destructive && !blocked ? classes.destructive : undefined
            }
            disabled={busy || blocked}
          >
            {confirmLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
