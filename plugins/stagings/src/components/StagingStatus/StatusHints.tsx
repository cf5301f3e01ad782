import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { detailSearch } from '../StagingDetail/detailSearch';
import { conditionOf, needsAttention } from './condition';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(2),
    flexShrink: 0,
    lineHeight: 1.5,
    whiteSpace: 'nowrap',
  },
}));

interface StatusHintsProps {
  staging: StagingSummary;
  /** Where the staging's detail is, relative to the current route. */
  detailPath: string;
}

/** The next steps for a staging that needs attention, as links; only those that its reader may take. */
export function StatusHints({ staging, detailPath }: StatusHintsProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  if (!needsAttention(conditionOf(staging.status))) return null;
  const may = (action: 'readLogs' | 'update') =>
    staging.allowedActions.includes(action);
  return (
    <span className={classes.root}>
      {may('readLogs') && (
        <Link to={`${detailPath}${detailSearch.logs}`}>
          → {t('hint.showLog')}
        </Link>
      )}
      {may('update') && (
        <Link to={`${detailPath}${detailSearch.edit}`}>
          → {t('hint.editConfiguration')}
        </Link>
      )}
    </span>
  );
}
