import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { Artifact } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../../translations/ref';

const useStyles = makeStyles(theme => ({
  list: {
    margin: theme.spacing(0.5, 0, 1),
    padding: 0,
    listStyle: 'none',
    overflowWrap: 'anywhere',
  },
  type: { color: theme.palette.text.secondary },
  name: { fontFamily: 'monospace' },
  digest: { fontFamily: 'monospace', color: theme.palette.text.secondary },
}));

/** What exactly was deployed. */
export function ArtifactList({ artifacts }: { artifacts: Artifact[] }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {artifacts.map(({ type, name, version, digest }) => (
        <li key={`${type} ${name}`}>
          <span className={classes.type}>{t(`activity.artifact.${type}`)}</span>{' '}
          <span className={classes.name}>
            {name}
            {version && ` ${version}`}
          </span>{' '}
          {digest && <span className={classes.digest}>{digest}</span>}
        </li>
      ))}
    </ul>
  );
}
