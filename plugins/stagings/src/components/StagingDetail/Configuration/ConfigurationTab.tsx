import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import EditIcon from '@material-ui/icons/Edit';
import { Staging } from 'backstage-plugin-stagings-common';
import { useNavigate } from 'react-router-dom';
import { useOverrideKeys } from '../../../hooks/useOverrideKeys';
import { useTemplates } from '../../../hooks/useTemplates';
import { stagingsTranslationRef } from '../../../translations/ref';
import { detailSearch } from '../detailSearch';
import {
  overrideValues,
  parameterValues,
  withSecrets,
} from './configuredValues';
import { ValueList } from './ValueList';
import { WantedVersion } from './WantedVersion';

const useStyles = makeStyles(theme => ({
  head: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(2),
  },
}));

/** What a staging was configured with, where each value comes from, and what of it runs. */
export function ConfigurationTab({ staging }: { staging: Staging }) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const navigate = useNavigate();
  const { entityRef, source, parameters, overrides } = staging;
  const { secretParameters = [] } = staging;
  // Without them the values are shown all the same, only not what they hide.
  const template = useTemplates(entityRef).data?.find(
    ({ name }) => name === staging.template,
  );
  const keys = useOverrideKeys(
    staging.template,
    { entityRef, branch: source.branch },
    staging.overrideCount > 0,
  ).data;
  return (
    <>
      <div className={classes.head}>
        <div>
          <WantedVersion staging={staging} templateTitle={template?.title} />
        </div>
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
      <ValueList
        title={t('configuration.parameters')}
        values={parameterValues(
          withSecrets(
            parameters,
            secretParameters,
            t('configuration.secretSet'),
          ),
          template?.parameters ?? {},
        )}
        none={t('configuration.noParameters')}
      />
      <ValueList
        title={t('configuration.overrides')}
        values={overrideValues(overrides, keys?.items ?? [])}
        none={t('configuration.noOverrides')}
      />
    </>
  );
}
