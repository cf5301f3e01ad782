import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { Staging } from 'backstage-plugin-stagings-common';
import { useRevision } from '../../../hooks/useRevision';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ChangeList } from './ChangeList';
import { inputChanges, inputsOf } from './inputChanges';

const useStyles = makeStyles(theme => ({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: 0,
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
  version: { fontFamily: 'monospace' },
  difference: { marginTop: theme.spacing(1) },
}));

interface WantedVersionProps {
  staging: Staging;
  /** Where the template is not known, its name stands instead. */
  templateTitle: string | undefined;
}

/** The version that people want, the one that runs, and what the difference is made of. */
export function WantedVersion({ staging, templateTitle }: WantedVersionProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { revision, version, status } = staging;
  const { deployedRevision, deployedVersion } = status;
  const isBehind =
    deployedRevision !== undefined && deployedRevision !== revision;
  const deployed = useRevision(
    staging.id,
    isBehind ? deployedRevision : undefined,
  ).data;
  const changes = deployed && inputChanges(deployed, inputsOf(staging));
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t('configuration.template')}</dt>
        <dd>{templateTitle ?? staging.template}</dd>
        <dt>{t('configuration.wanted')}</dt>
        <dd>
          <Version name={version} revision={revision} />
        </dd>
        <dt>{t('configuration.deployed')}</dt>
        <dd>
          {deployedRevision === undefined ? (
            t('configuration.neverDeployed')
          ) : (
            <Version name={deployedVersion} revision={deployedRevision} />
          )}
        </dd>
      </dl>
      {changes && changes.length > 0 && (
        <section
          className={classes.difference}
          aria-label={t('configuration.difference')}
        >
          <Typography variant="subtitle2" component="h3">
            {t('configuration.difference')}
          </Typography>
          <ChangeList changes={changes} />
        </section>
      )}
    </>
  );
}

interface VersionProps {
  name: string | undefined;
  revision: number;
}

function Version({ name, revision }: VersionProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <>
      {name && <span className={classes.version}>{name} · </span>}
      {t('configuration.revision', { revision: String(revision) })}
    </>
  );
}
