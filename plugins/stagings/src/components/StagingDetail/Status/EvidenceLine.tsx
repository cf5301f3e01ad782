import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { Evidence } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../../translations/ref';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 1),
    margin: theme.spacing(1, 0, 0),
    color: theme.palette.text.secondary,
    fontFamily: 'monospace',
    overflowWrap: 'anywhere',
  },
}));

/** The facts behind a status, so that a reader can check it. */
export function EvidenceLine({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { object, container, exitCode, image, event } = evidence;
  const facts = [
    object && `${object.kind} ${object.name}`,
    container && t('hint.container', { name: container }),
    exitCode !== undefined && t('hint.exitCode', { code: String(exitCode) }),
    image,
    event,
  ].filter(Boolean);
  return (
    <div className={classes.root} role="note" aria-label={t('hint.evidence')}>
      {facts.join(' · ')}
    </div>
  );
}
