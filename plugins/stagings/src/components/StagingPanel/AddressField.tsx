import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  isValidBranchName,
  isValidStagingName,
  stagingName,
  StagingTemplate,
} from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1), justifyItems: 'start' },
  address: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
}));

interface AddressFieldProps {
  entity: Entity;
  template: StagingTemplate;
  branch: string;
  /** The creator's own choice; undefined for the automatic name. */
  name: string | undefined;
  refusal?: string;
  onChange(name: string | undefined): void;
}

/** Shows the address that the staging will have, and lets its name be chosen. */
export function AddressField(props: AddressFieldProps) {
  const { template, name, refusal, onChange } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const automatic = automaticName(props);
  const shown = name ?? automatic;
  const own = name !== undefined;
  const mistake = own && !isValidStagingName(name) && t('panel.nameInvalid');

  return (
    <div className={classes.root}>
      <div>
        <Typography variant="body2" color="textSecondary">
          {t('panel.willBe')}
        </Typography>
        <Typography className={classes.address} aria-live="polite">
          {shown ? `${shown}.${template.baseDomain}` : t('panel.willBeUnknown')}
        </Typography>
      </div>
      {own && (
        <TextField
          id="stagings-name"
          fullWidth
          margin="dense"
          label={t('panel.name')}
          value={name}
          error={!!mistake || !!refusal}
          helperText={mistake || refusal || t('panel.nameHelp')}
          onChange={event => onChange(event.target.value)}
          inputProps={{ spellCheck: false, autoCapitalize: 'off' }}
        />
      )}
      {!own && refusal && (
        <Typography variant="body2" color="error">
          {refusal}
        </Typography>
      )}
      <Button
        size="small"
        color="primary"
        onClick={() => onChange(own ? undefined : automatic ?? '')}
      >
        {own ? t('panel.automaticName') : t('panel.chooseName')}
      </Button>
    </div>
  );
}

function automaticName(props: AddressFieldProps): string | undefined {
  const { entity, template, branch } = props;
  if (!isValidBranchName(branch)) return undefined;
  return stagingName({
    entityRef: stringifyEntityRef(entity),
    component: entity.metadata.name,
    cluster: template.cluster,
    branch,
  });
}
