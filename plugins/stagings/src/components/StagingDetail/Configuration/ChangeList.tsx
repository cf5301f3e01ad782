import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { JsonValue } from '@backstage/types';
import { InputChange } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../../translations/ref';
import { inWords } from './inputChanges';

const useStyles = makeStyles(theme => ({
  list: {
    margin: theme.spacing(0.5, 0, 1),
    padding: 0,
    listStyle: 'none',
    overflowWrap: 'anywhere',
  },
  path: { color: theme.palette.text.secondary, fontFamily: 'monospace' },
  value: { fontFamily: 'monospace' },
  from: { textDecoration: 'line-through' },
}));

/** What changes, value by value: old → new. */
export function ChangeList({ changes }: { changes: InputChange[] }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const words = (value: JsonValue | undefined) => {
    if (value === null) return t('configuration.removed');
    return inWords(value) ?? t('activity.nothing');
  };
  return (
    <ul className={classes.list}>
      {changes.map(({ path, from, to, secret }) => (
        <li key={path}>
          <span className={classes.path}>{path}</span>{' '}
          {secret ? (
            <span>{t(`configuration.secret.${secret}`)}</span>
          ) : (
            <>
              <span
                className={
                  from === undefined
                    ? classes.path
                    : `${classes.value} ${classes.from}`
                }
              >
                {words(from)}
              </span>
              {' → '}
              <span className={classes.value}>{words(to)}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
