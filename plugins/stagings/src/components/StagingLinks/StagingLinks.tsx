import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import OpenInNewIcon from '@material-ui/icons/OpenInNew';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { LinkTools } from './LinkTools';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  oneLine: { flexWrap: 'nowrap', overflow: 'hidden' },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    '& svg': { width: 18, height: 18 },
  },
  button: { textTransform: 'none', whiteSpace: 'nowrap' },
}));

interface StagingLinksProps {
  staging: StagingSummary;
  /** In a table row the buttons stay in one line, so that rows keep their height. */
  oneLine?: boolean;
  /** On narrow screens a button takes the whole width. */
  fullWidth?: boolean;
  /** As the main thing on the screen, with the ways to hand the address on. */
  prominent?: boolean;
}

/** The ways into a staging, as buttons; nothing while there is nothing to open. */
export function StagingLinks(props: StagingLinksProps) {
  const { staging, oneLine, fullWidth, prominent } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  if (!canOpen(staging)) return oneLine ? <>–</> : null;
  return (
    <div className={`${classes.root} ${oneLine ? classes.oneLine : ''}`}>
      {staging.links.filter(isWebLink).map(link => (
        <span
          key={link.url}
          className={classes.link}
          style={fullWidth ? { width: '100%' } : undefined}
        >
          <Button
            className={classes.button}
            variant={prominent ? 'contained' : 'outlined'}
            color="primary"
            size={prominent ? 'medium' : 'small'}
            fullWidth={fullWidth}
            href={link.url}
            target="_blank"
            rel="noopener noreferrer"
            endIcon={<OpenInNewIcon />}
            aria-label={t('links.openLabel', {
              title: link.title,
              name: staging.name,
            })}
          >
            {link.title}
          </Button>
          {prominent && <LinkTools link={link} />}
        </span>
      ))}
    </div>
  );
}

/** Whether something can answer: what was deployed before serves until it is archived or deleted. */
function canOpen({ desired, links, status }: StagingSummary): boolean {
  if (desired !== 'running' || links.length === 0) return false;
  return status.phase === 'deploying' || !!status.deployedRevision;
}

function isWebLink({ url }: { url: string }): boolean {
  return /^https?:\/\//i.test(url);
}
