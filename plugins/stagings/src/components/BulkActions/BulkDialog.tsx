import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import TextField from '@material-ui/core/TextField';
import Alert from '@material-ui/lab/Alert';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { FormEvent, useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { BulkItems } from './BulkItems';
import { BulkAction, useBulkAction } from './useBulkAction';

export type { BulkAction } from './useBulkAction';

interface BulkDialogProps {
  action: BulkAction;
  stagings: StagingSummary[];
  onClose(): void;
  /** Called when it was done on all of them. */
  onDone(): void;
}

/** Names the stagings that an action is taken on and what is lost, asks, and tells how it ended for each. */
export function BulkDialog(props: BulkDialogProps) {
  const { action, stagings, onClose, onDone } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const { busy, outcomes, run } = useBulkAction(action);
  const [typed, setTyped] = useState('');
  const able = stagings.filter(staging =>
    staging.allowedActions.includes(action),
  );
  const count = able.length;
  const failures = able.filter(({ id }) => {
    const outcome = outcomes.get(id);
    return outcome !== undefined && outcome !== 'done';
  }).length;
  const blocked = action === 'delete' && typed.trim() !== String(count);

  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || blocked) return;
    if (await run(able)) {
      onDone();
      onClose();
    }
  };

  return (
    <Dialog open onClose={onClose} aria-labelledby="stagings-bulk" fullWidth>
      <form onSubmit={confirm}>
        <DialogTitle id="stagings-bulk">
          {t(`bulk.${action}Title`, { count })}
        </DialogTitle>
        <DialogContent>
          <DialogContentText>{t(`bulk.${action}Text`)}</DialogContentText>
          {failures > 0 && (
            <Alert severity="error">
              {t('bulk.failed', { count: failures })}
            </Alert>
          )}
          <BulkItems action={action} stagings={stagings} outcomes={outcomes} />
          {action === 'delete' && (
            <TextField
              id="stagings-bulk-count"
              fullWidth
              margin="normal"
              label={t('bulk.type', { amount: String(count) })}
              value={typed}
              onChange={event => setTyped(event.target.value)}
              inputProps={{ autoComplete: 'off', inputMode: 'numeric' }}
            />
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('actions.dismiss')}</Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disabled={busy || blocked || count === 0}
          >
            {failures > 0 ? t('bulk.again') : t(`bulk.${action}`, { count })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
