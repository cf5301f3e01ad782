import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormGroup from '@material-ui/core/FormGroup';
import { stagingsTranslationRef } from '../../translations/ref';
import { RemovableSecret } from './storedSecrets';

interface RemoveSecretsProps {
  secrets: readonly RemovableSecret[];
  /** Paths of those that are to be removed. */
  removed: readonly string[];
  onChange(removed: string[]): void;
}

/** Offers to remove secrets that are set, which an empty field would keep. */
export function RemoveSecrets(props: RemoveSecretsProps) {
  const { secrets, removed, onChange } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  return (
    <FormGroup>
      {secrets.map(({ path, title }) => (
        <FormControlLabel
          key={path}
          control={
            <Checkbox
              color="primary"
              size="small"
              checked={removed.includes(path)}
              onChange={(_, isRemoved) =>
                onChange(
                  isRemoved
                    ? [...removed, path]
                    : removed.filter(other => other !== path),
                )
              }
            />
          }
          label={t('panel.secretRemove', { name: title })}
        />
      ))}
    </FormGroup>
  );
}
