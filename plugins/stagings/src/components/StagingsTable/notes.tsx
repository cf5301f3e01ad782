import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  StagingSource,
  StagingSummary,
} from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { useActorName } from '../People/useActorName';
import { RelativeTime } from '../Time/RelativeTime';

const SHORT_COMMIT = 7;

const useStyles = makeStyles(theme => ({
  code: { fontFamily: 'monospace' },
  aside: { color: theme.palette.text.secondary },
}));

/** Branch and commit. */
export function SourceNote({ source }: { source: StagingSource }) {
  const classes = useStyles();
  return (
    <>
      <bdi>{source.branch}</bdi>
      {source.commit && (
        <span className={`${classes.code} ${classes.aside}`}>
          {' · '}
          {source.commit.slice(0, SHORT_COMMIT)}
        </span>
      )}
    </>
  );
}

/** The wanted version, the one that runs where it is another, and how much of the configuration is overridden. */
export function VersionNote({ staging }: { staging: StagingSummary }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { deployedVersion } = staging.status;
  const version = staging.version ?? '–';
  const asides: string[] = [];
  if (deployedVersion && deployedVersion !== staging.version) {
    asides.push(t('table.runsVersion', { version: deployedVersion }));
  }
  if (staging.overrideCount > 0) {
    asides.push(t('table.overrides', { count: staging.overrideCount }));
  }
  return (
    <span title={[version, ...asides].join(' · ')}>
      <span className={classes.code}>{version}</span>
      <span className={classes.aside}>
        {asides.map(aside => ` · ${aside}`)}
      </span>
    </span>
  );
}

/** When people last changed a staging, and who. */
export function ChangedNote({ staging }: { staging: StagingSummary }) {
  const actorName = useActorName();
  return (
    <span title={staging.updatedBy}>
      <RelativeTime at={staging.updatedAt} />, {actorName(staging.updatedBy)}
    </span>
  );
}
