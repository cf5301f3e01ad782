import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { PreviewHook } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    paddingLeft: theme.spacing(2.5),
    overflowWrap: 'anywhere',
  },
}));

/** What runs before and after the objects are applied, in its order. */
export function PreviewHooks({ hooks }: { hooks: PreviewHook[] }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  return (
    <div>
      <Typography variant="body2">{t('preview.hooks')}</Typography>
      <ol className={classes.list} aria-label={t('preview.hooks')}>
        {hooks.map(({ event, kind, name }) => (
          <li key={`${event} ${kind} ${name}`}>
            {kind} {name} · {event}
          </li>
        ))}
      </ol>
    </div>
  );
}
