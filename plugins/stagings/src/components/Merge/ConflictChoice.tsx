import { useTranslationRef } from '@backstage/frontend-plugin-api';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormLabel from '@material-ui/core/FormLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import { stagingsTranslationRef } from '../../translations/ref';
import { printKey } from '../Overrides/keyText';
import { printSide } from './printSide';
import { FieldConflict } from './threeWay';

interface ConflictChoiceProps {
  conflict: FieldConflict;
  /** Whether mine is given up for theirs. */
  isLeft: boolean;
  onChoose(isLeft: boolean): void;
}

/** Asks whose value holds where two people changed the same one. */
export function ConflictChoice(props: ConflictChoiceProps) {
  const { conflict, isLeft, onChoose } = props;
  const { t } = useTranslationRef(stagingsTranslationRef);
  const nothing = t('merge.nothing');
  return (
    <FormControl component="fieldset" margin="dense" fullWidth>
      <FormLabel component="legend">
        {t('merge.conflict', { field: printKey(conflict.path) })}
      </FormLabel>
      <RadioGroup
        value={isLeft ? 'theirs' : 'mine'}
        onChange={event => onChoose(event.target.value === 'theirs')}
      >
        {(['mine', 'theirs'] as const).map(side => (
          <FormControlLabel
            key={side}
            value={side}
            control={<Radio color="primary" size="small" />}
            label={t(`merge.${side}`, {
              value: printSide(conflict[side], nothing),
            })}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
