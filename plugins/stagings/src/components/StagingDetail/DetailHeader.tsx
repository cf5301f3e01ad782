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
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
  },
  name: { overflowWrap: 'anywhere' },
  spacer: { flexGrow: 1 },
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
    <header>
      <div className={classes.bar}>
        <Link to="..">← {t('detail.back')}</Link>
        <span className={classes.spacer} />
        {seenAt && <Freshness seenAt={seenAt} />}
      </div>
      <div className={classes.bar}>
        <Typography variant="h5" component="h2" className={classes.name}>
          {staging.name}
        </Typography>
        <ConditionWord condition={conditionOf(staging.status)} />
        <span className={classes.spacer} />
        <StagingLinks staging={staging} withCopy />
        <DetailActions staging={staging} />
      </div>
      <div className={classes.meta}>
        <EntityRefLink entityRef={staging.entityRef} />
        <span>
          <SourceNote source={staging.source} />
        </span>
        <span>
          <VersionNote staging={staging} />
        </span>
        <ChangedNote staging={staging} />
      </div>
    </header>
  );
}
