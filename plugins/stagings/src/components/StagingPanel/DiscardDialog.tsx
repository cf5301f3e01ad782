import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogContentText from '@material-ui/core/DialogContentText';
import DialogTitle from '@material-ui/core/DialogTitle';
import { stagingsTranslationRef } from '../../translations/ref';
import { focusOnMount } from '../Focus/focusOnMount';

interface DiscardDialogProps {
  onDiscard(): void;
  onKeep(): void;
}

/** Asks whether what was filled in may be thrown away; Escape keeps it. */
export function DiscardDialog({ onDiscard, onKeep }: DiscardDialogProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  return (
    <Dialog
      open
      onClose={onKeep}
      aria-labelledby="stagings-discard"
      aria-describedby="stagings-discard-text"
    >
      <DialogTitle id="stagings-discard">{t('panel.discardTitle')}</DialogTitle>
      <DialogContent>
        <DialogContentText id="stagings-discard-text">
          {t('panel.discardText')}
        </DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={onDiscard}>{t('panel.discard')}</Button>
        <Button
          ref={focusOnMount}
          variant="contained"
          color="primary"
          onClick={onKeep}
        >
          {t('panel.keepEditing')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
