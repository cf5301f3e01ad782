import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import { StagingSummary } from 'backstage-plugin-stagings-common';
import { stagingsTranslationRef } from '../../translations/ref';
import { Selection } from './useSelection';

interface ChoiceBoxProps {
  staging: StagingSummary;
  chosen: boolean;
  onChoose: Selection['choose'];
}

/** Chooses a staging for what is done to several at once. */
export function ChoiceBox({ staging, chosen, onChoose }: ChoiceBoxProps) {
  const { t } = useTranslationRef(stagingsTranslationRef);
  return (
    <Checkbox
      size="small"
      color="primary"
      style={{ padding: 4 }}
      checked={chosen}
      onChange={(_event, on) => onChoose([staging.id], on)}
      inputProps={{
        'aria-label': t('bulk.choose', { name: staging.name }),
      }}
    />
  );
}
