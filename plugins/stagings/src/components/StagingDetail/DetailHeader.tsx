import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Staging } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { Freshness } from '../LiveData/Freshness';
import { StagingLinks } from '../StagingLinks/StagingLinks';
import { conditionOf } from '../StagingStatus/condition';
import { ConditionWord } from '../StagingStatus/ConditionWord';
import { ChangedNote, SourceNote, VersionNote } from '../StagingsTable/notes';
import { DetailActions } from './DetailActions';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1) },
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
  },
  title: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    minWidth: 0,
  },
  name: { margin: 0, overflowWrap: 'anywhere' },
  meta: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    color: theme.palette.text.secondary,
    overflowWrap: 'anywhere',
  },
}));

interface DetailHeaderProps {
  staging: Staging;
  seenAt: number | undefined;
}

/** Which staging this is, how it is, where it opens, and what can be done with it. */
export function DetailHeader({ staging, seenAt }: DetailHeaderProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <header className={classes.root}>
      <div className={classes.bar}>
        <Link to="..">← {t('detail.back')}</Link>
        {seenAt && <Freshness seenAt={seenAt} />}
      </div>
      <div className={classes.bar}>
        <div className={classes.title}>
          <Typography variant="h5" component="h2" className={classes.name}>
            {staging.name}
          </Typography>
          <ConditionWord condition={conditionOf(staging.status)} />
        </div>
        <DetailActions staging={staging} />
      </div>
      <div className={classes.meta}>
        <EntityRefLink entityRef={staging.entityRef} />
        <span>
          {t('table.branch')} <SourceNote source={staging.source} />
        </span>
        <span>
          {t('table.version')} <VersionNote staging={staging} />
        </span>
        <span>
          {t('table.changed')} <ChangedNote staging={staging} />
        </span>
      </div>
      <StagingLinks staging={staging} prominent />
    </header>
  );
}
