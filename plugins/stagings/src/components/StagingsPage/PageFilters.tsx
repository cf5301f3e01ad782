import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import Switch from '@material-ui/core/Switch';
import TextField from '@material-ui/core/TextField';
import { StagingList } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { readTemplateSettings } from '../../config/templateSettings';
import { ListSearch, Whose, WHOSE } from '../StagingsTable/listSearch';
import { StatusCounts } from './StatusCounts';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1.5),
  },
  field: { minWidth: 160 },
  grouped: { marginLeft: theme.spacing(1) },
}));

interface PageFiltersProps {
  search: ListSearch;
  list: StagingList | undefined;
}

/** The filters of the page over all components: whose, template, cluster, status, and how it is grouped. */
export function PageFilters({ search, list }: PageFiltersProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const templates = readTemplateSettings(useApi(configApiRef));
  const items = list?.items ?? [];
  return (
    <>
      <div className={classes.root}>
        <TextField
          select
          id="stagings-whose"
          className={classes.field}
          label={t('page.whose')}
          value={search.whose}
          onChange={event => search.set({ whose: event.target.value as Whose })}
        >
          {WHOSE.map(whose => (
            <MenuItem key={whose} value={whose}>
              {t(`page.whoseOptions.${whose}`)}
            </MenuItem>
          ))}
        </TextField>
        <Choice
          id="stagings-template"
          label={t('page.template')}
          value={search.template}
          options={[
            ...templates.map(({ name }) => name),
            ...items.map(({ template }) => template),
          ]}
          onChoose={template => search.set({ template })}
        />
        <Choice
          id="stagings-cluster"
          label={t('page.cluster')}
          value={search.cluster}
          options={[
            ...templates.flatMap(({ cluster }) => cluster ?? []),
            ...items.map(({ cluster }) => cluster),
          ]}
          onChoose={cluster => search.set({ cluster })}
        />
        <FormControlLabel
          className={classes.grouped}
          control={
            <Switch
              size="small"
              color="primary"
              checked={search.grouped}
              onChange={(_event, grouped) => search.set({ grouped })}
            />
          }
          label={t('page.grouped')}
        />
      </div>
      <StatusCounts search={search} counts={list?.counts ?? []} />
    </>
  );
}

interface ChoiceProps {
  id: string;
  label: string;
  value: string;
  options: string[];
  onChoose(value: string): void;
}

function Choice({ id, label, value, options, onChoose }: ChoiceProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const all = [...new Set(value ? [...options, value] : options)].sort();
  return (
    <TextField
      select
      id={id}
      className={classes.field}
      label={label}
      value={value}
      onChange={event => onChoose(event.target.value)}
      SelectProps={{ displayEmpty: true }}
      InputLabelProps={{ shrink: true }}
    >
      <MenuItem value="">{t('page.every')}</MenuItem>
      {all.map(option => (
        <MenuItem key={option} value={option}>
          {option}
        </MenuItem>
      ))}
    </TextField>
  );
}
