import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import EditIcon from '@material-ui/icons/Edit';
import { JsonObject } from '@backstage/types';
import { Staging } from 'backstage-plugin-stagings-common';
import { useNavigate } from 'react-router-dom';
import { stagingsTranslationRef } from '../../translations/ref';
import { detailSearch } from './detailSearch';
import { flattenValues } from './flattenValues';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
  },
  values: {
    display: 'grid',
    gridTemplateColumns: 'minmax(120px, max-content) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 3),
    margin: theme.spacing(1, 0, 3),
  },
  key: { color: theme.palette.text.secondary, overflowWrap: 'anywhere' },
  value: { margin: 0, fontFamily: 'monospace', overflowWrap: 'anywhere' },
}));

/** What a staging was configured with. */
export function ConfigurationTab({ staging }: { staging: Staging }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const navigate = useNavigate();
  return (
    <>
      <div className={classes.head}>
        <Typography color="textSecondary">
          {t('detail.template', { template: staging.template })}
          {' · '}
          {t('configuration.revision', {
            revision: String(staging.revision),
          })}
        </Typography>
        {staging.allowedActions.includes('update') && (
          <Button
            size="small"
            color="primary"
            startIcon={<EditIcon />}
            onClick={() => navigate({ search: detailSearch.edit })}
          >
            {t('configuration.edit')}
          </Button>
        )}
      </div>
      <Values
        title={t('configuration.parameters')}
        values={staging.parameters}
        none={t('configuration.noParameters')}
      />
      <Values
        title={t('configuration.overrides')}
        values={staging.overrides}
        none={t('configuration.noOverrides')}
      />
    </>
  );
}

interface ValuesProps {
  title: string;
  values: JsonObject;
  none: string;
}

function Values({ title, values, none }: ValuesProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const entries = flattenValues(values);
  return (
    <section aria-label={title}>
      <Typography variant="subtitle1" component="h3">
        {title}
      </Typography>
      {entries.length === 0 && (
        <Typography color="textSecondary" paragraph>
          {none}
        </Typography>
      )}
      <dl className={classes.values}>
        {entries.map(({ path, value }) => [
          <dt key={path} className={classes.key}>
            {path}
          </dt>,
          <dd key={`${path} value`} className={classes.value}>
            {value ?? <em>{t('configuration.removed')}</em>}
          </dd>,
        ])}
      </dl>
    </section>
  );
}
