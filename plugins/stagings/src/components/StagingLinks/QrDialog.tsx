import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { StagingLink } from 'backstage-plugin-stagings-common';
import { QRCodeSVG } from 'qrcode.react';
import { stagingsTranslationRef } from '../../translations/ref';

const SIZE = 256;

const useStyles = makeStyles(theme => ({
  content: {
    display: 'grid',
    justifyItems: 'center',
    gap: theme.spacing(2),
    overflowWrap: 'anywhere',
  },
}));

interface QrDialogProps {
  link: StagingLink;
  onClose(): void;
}

/** The address of a link as a QR code, to open it on a phone. */
export function QrDialog({ link, onClose }: QrDialogProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <Dialog open onClose={onClose} aria-labelledby="stagings-qr">
      <DialogTitle id="stagings-qr">
        {t('links.qrTitle', { title: link.title })}
      </DialogTitle>
      <DialogContent className={classes.content}>
        <QRCodeSVG
          value={link.url}
          size={SIZE}
          marginSize={4}
          title={t('links.qrTitle', { title: link.title })}
        />
        <Typography variant="body2">{link.url}</Typography>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('panel.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
