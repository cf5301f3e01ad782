import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { Staging } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../../translations/ref';
import { withNewStaging } from '../../StagingPanel/newStagingLink';
import { RelativeTime } from '../../Time/RelativeTime';

const useStyles = makeStyles(theme => ({
  root: { marginTop: theme.spacing(1), color: theme.palette.text.secondary },
}));

/** Since when a staging rests or is gone, and what is left of it. */
export function EndNote({ staging }: { staging: Staging }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { id, archivedAt, deletedAt, status } = staging;
  if (status.phase === 'deleted' && deletedAt) {
    return (
      <div className={classes.root}>
        {t('detail.deleted')} <RelativeTime at={deletedAt} />.{' '}
        {t('detail.deletedHint')}{' '}
        <Link to={`..?${withNewStaging(new URLSearchParams(), { from: id })}`}>
          {t('detail.createAgain')}
        </Link>
      </div>
    );
  }
  if (status.phase === 'archived' && archivedAt) {
    return (
      <div className={classes.root}>
        {t('detail.archived')} <RelativeTime at={archivedAt} />.
      </div>
    );
  }
  return null;
}
