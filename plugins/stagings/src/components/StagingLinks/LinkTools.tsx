import { CopyTextButton } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import Tooltip from '@material-ui/core/Tooltip';
import { StagingLink } from 'backstage-plugin-stagings-common';
import { lazy, Suspense, useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { QrIcon } from './QrIcon';

const QrDialog = lazy(() =>
  import('./QrDialog').then(module => ({ default: module.QrDialog })),
);

/** Hands the address of a link on: to the clipboard, or to a phone. */
export function LinkTools({ link }: { link: StagingLink }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <CopyTextButton
        variant="tertiary"
        text={link.url}
        tooltipText={t('links.copied')}
        aria-label={t('links.copyLabel', { title: link.title })}
      />
      <Tooltip title={t('links.qr')}>
        <IconButton
          size="small"
          color="inherit"
          aria-label={t('links.qrLabel', { title: link.title })}
          onClick={() => setOpen(true)}
        >
          <QrIcon />
        </IconButton>
      </Tooltip>
      {isOpen && (
        <Suspense fallback={null}>
          <QrDialog link={link} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
