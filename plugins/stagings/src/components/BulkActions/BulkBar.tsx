import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { useState } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';
import { BulkAction, BulkDialog } from './BulkDialog';

const useStyles = makeStyles(theme => ({
  // It lies over the end of the screen, so that choosing moves no row.
  root: {
    position: 'sticky',
    bottom: theme.spacing(2),
    // Above the portal's own bar.
    [theme.breakpoints.down('xs')]: { bottom: theme.spacing(8) },
    zIndex: 1,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(1, 2),
  },
  count: { flexGrow: 1 },
}));

interface BulkBarProps {
  /** Those that are chosen. */
  stagings: StagingSummary[];
  onClear(): void;
}

/** What can be done with all chosen stagings at once. */
export function BulkBar({ stagings, onClear }: BulkBarProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const [asked, setAsked] = useState<{
    action: BulkAction;
    stagings: StagingSummary[];
  }>();
  const button = (action: BulkAction) => {
    const able = stagings.filter(staging =>
      staging.allowedActions.includes(action),
    ).length;
    return (
      <Button
        variant="outlined"
        size="small"
        disabled={able === 0}
        onClick={() => setAsked({ action, stagings })}
      >
        {t(`bulk.${action}`, { count: able })}
      </Button>
    );
  };

  return (
    <>
      {stagings.length > 0 && (
        <Paper
          elevation={4}
          className={classes.root}
          role="region"
          aria-label={t('bulk.label')}
        >
          <Typography className={classes.count} variant="body2" role="status">
            {t('bulk.chosen', { count: stagings.length })}
          </Typography>
          {button('archive')}
          {button('delete')}
          <Button size="small" onClick={onClear}>
            {t('bulk.clear')}
          </Button>
        </Paper>
      )}
      {asked && (
        <BulkDialog
          {...asked}
          onClose={() => setAsked(undefined)}
          onDone={onClear}
        />
      )}
    </>
  );
}
