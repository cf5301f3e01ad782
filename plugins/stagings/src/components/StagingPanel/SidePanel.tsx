import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import CloseIcon from '@material-ui/icons/Close';
import { ReactNode, Suspense, useMemo, useRef, useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { PanelGuard, PanelGuardContext, Unsaved } from './closeGuard';
import { DiscardDialog } from './DiscardDialog';
import { PanelSkeleton } from './PanelSkeleton';

const useStyles = makeStyles(theme => ({
  paper: {
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.body2.fontSize,
    width: 'min(600px, 100vw)',
    display: 'flex',
    flexDirection: 'column',
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    padding: theme.spacing(2, 2, 1, 3),
  },
  title: { flexGrow: 1, overflowWrap: 'anywhere' },
}));

interface SidePanelProps {
  title: string;
  onClose(): void;
  /** The form; it may still be loading. */
  children: ReactNode;
}

/**
 * A panel over the right side of the page; the keyboard stays in it until it is closed. Asks before something
 * that was filled in is lost.
 */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const unsaved = useRef<Unsaved>();
  const latestOnClose = useRef(onClose);
  latestOnClose.current = onClose;
  const [asks, setAsks] = useState(false);
  const guard = useMemo<PanelGuard>(
    () => ({
      unsaved,
      close: () =>
        unsaved.current?.isDirty ? setAsks(true) : latestOnClose.current(),
    }),
    [],
  );
  const discard = () => {
    unsaved.current?.discard();
    onClose();
  };
  return (
    <Drawer
      open
      anchor="right"
      onClose={guard.close}
      classes={{ paper: classes.paper }}
      PaperProps={
        { role: 'dialog', 'aria-labelledby': 'stagings-panel' } as object
      }
    >
      <div className={classes.head}>
        <Typography
          id="stagings-panel"
          className={classes.title}
          variant="h6"
          component="h2"
        >
          {title}
        </Typography>
        <IconButton aria-label={t('panel.close')} onClick={guard.close}>
          <CloseIcon />
        </IconButton>
      </div>
      <PanelGuardContext.Provider value={guard}>
        <Suspense fallback={<PanelSkeleton />}>{children}</Suspense>
      </PanelGuardContext.Provider>
      {asks && (
        <DiscardDialog onDiscard={discard} onKeep={() => setAsks(false)} />
      )}
    </Drawer>
  );
}
