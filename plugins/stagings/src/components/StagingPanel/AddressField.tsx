import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  isValidStagingName,
  StagingTemplate,
} from 'backstage-plugin-stagings-common';
import { ReactNode } from 'react';
import { stagingsTranslationRef } from '../../translations/ref';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(1), justifyItems: 'start' },
  address: { fontFamily: 'monospace', overflowWrap: 'anywhere' },
}));

interface AddressFieldProps {
  template: StagingTemplate;
  /** The name that it gets by itself; undefined before there is a branch. */
  automatic: string | undefined;
  /** The creator's own choice; undefined for the automatic name. */
  name: string | undefined;
  /** What stands in the way of the name, if something does. */
  conflict?: ReactNode;
  refusal?: string;
  onChange(name: string | undefined): void;
}

/** Shows the name and the address that the staging will have, and lets the name be chosen. */
export function AddressField(props: AddressFieldProps) {
  const { template, automatic, name, refusal, onChange } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const classes = useStyles();
  const shown = name ?? automatic;
  const own = name !== undefined;
  const mistake = own && !isValidStagingName(name) && t('panel.nameInvalid');
  const problem = mistake || props.conflict || refusal;

  return (
    <div className={classes.root}>
      <div>
        <Typography variant="body2" color="textSecondary">
          {t('panel.willBe')}
        </Typography>
        <Typography
          className={shown ? classes.address : undefined}
          color={shown ? 'textPrimary' : 'textSecondary'}
          aria-live="polite"
        >
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
          error={!!problem}
          helperText={problem || t('panel.nameHelp')}
          onChange={event => onChange(event.target.value.trim())}
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
