import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import OpenInNewIcon from '@material-ui/icons/OpenInNew';
import { StagingLink, StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { LinkTools } from './LinkTools';
import { MoreLinks } from './MoreLinks';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
  oneLine: {
    flexWrap: 'nowrap',
    '& $link': { minWidth: 0 },
    '& $title': { overflow: 'hidden', textOverflow: 'ellipsis' },
  },
  link: {
    display: 'inline-flex',
    alignItems: 'center',
    '& svg': { width: 18, height: 18 },
  },
  button: { whiteSpace: 'nowrap', maxWidth: '100%' },
  title: {},
}));

interface StagingLinksProps {
  staging: StagingSummary;
  /** How many buttons stand in one line at most, so that rows keep their height; the other links are in a menu. */
  oneLine?: 1 | 2;
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
  const links = staging.links.filter(isWebLink);
  const shown = links.slice(
    0,
    oneLine ? roomFor(links, oneLine) : links.length,
  );
  const others = links.slice(shown.length);
  return (
    <div className={`${classes.root} ${oneLine ? classes.oneLine : ''}`}>
      {shown.map(link => (
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
            <span className={classes.title}>{link.title}</span>
          </Button>
          {prominent && <LinkTools link={link} />}
        </span>
      ))}
      {others.length > 0 && <MoreLinks name={staging.name} links={others} />}
    </div>
  );
}

/** Letters that two buttons in a line have room for. */
const LETTERS = 10;

/** How many of the links stand in one line: all of them, or the first beside a menu. */
function roomFor(links: StagingLink[], most: number): number {
  const letters = links.reduce((sum, { title }) => sum + title.length, 0);
  const fits = links.length <= most && letters <= LETTERS;
  return fits ? links.length : 1;
}

/** Whether something can answer: what was deployed before serves until it is archived or deleted. */
function canOpen({ desired, links, status }: StagingSummary): boolean {
  if (desired !== 'running' || links.length === 0) return false;
  return status.phase === 'deploying' || !!status.deployedRevision;
}

function isWebLink({ url }: { url: string }): boolean {
  return /^https?:\/\//i.test(url);
}
