import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { stagingsTranslationRef } from '../../../translations/ref';
import { ConfiguredValue } from './configuredValues';

const useStyles = makeStyles(theme => ({
  section: { marginTop: theme.spacing(3) },
  values: {
    display: 'grid',
    gridTemplateColumns: 'minmax(160px, 1fr) minmax(0, 2fr) minmax(0, 1fr)',
    margin: theme.spacing(1, 0, 0),
    overflowWrap: 'anywhere',
    '& > div': {
      display: 'contents',
      '& > *': {
        margin: 0,
        padding: theme.spacing(1, 2, 1, 0),
        borderTop: `1px solid ${theme.palette.divider}`,
      },
    },
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: 'minmax(0, 1fr)',
      '& > div > * + *': { borderTop: 0, paddingTop: 0 },
    },
  },
  key: { fontFamily: 'monospace' },
  value: { fontFamily: 'monospace', whiteSpace: 'pre-wrap' },
  aside: { color: theme.palette.text.secondary },
}));

interface ValueListProps {
  title: string;
  values: ConfiguredValue[];
  /** Said where there are none. */
  none: string;
}

/** Values of the configuration, each with where it comes from. */
export function ValueList({ title, values, none }: ValueListProps) {
  const classes = useStyles();
  return (
    <section aria-label={title} className={classes.section}>
      <Typography variant="subtitle1" component="h3">
        {title}
      </Typography>
      {values.length === 0 ? (
        <Typography color="textSecondary">{none}</Typography>
      ) : (
        <dl className={classes.values}>
          {values.map(value => (
            <Value key={value.key} value={value} />
          ))}
        </dl>
      )}
    </section>
  );
}

function Value({ value }: { value: ConfiguredValue }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const { key, title, description, text, origin, fallback } = value;
  const isGiven = origin !== 'default';
  return (
    <div>
      <dt title={description}>
        {title && <div>{title}</div>}
        <span className={title ? classes.aside : classes.key}>{key}</span>
      </dt>
      <dd className={`${classes.value} ${isGiven ? '' : classes.aside}`}>
        {text ?? t('configuration.noValue')}
      </dd>
      <dd className={classes.aside}>
        {t(`configuration.origin.${origin}`)}
        {fallback !== undefined && (
          <div>{t('configuration.fallback', { value: fallback })}</div>
        )}
      </dd>
    </div>
  );
}
