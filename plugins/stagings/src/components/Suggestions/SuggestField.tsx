import TextField, { TextFieldProps } from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { ReactNode, useState } from 'react';

/** The text field has the role itself; Material UI gives it to a box around the field, which has no name. */
const WITHOUT_ROLE = {
  role: undefined,
  'aria-expanded': undefined,
  'aria-owns': undefined,
};

interface SuggestFieldProps<T>
  extends Pick<
    TextFieldProps,
    | 'id'
    | 'label'
    | 'required'
    | 'error'
    | 'helperText'
    | 'inputRef'
    | 'placeholder'
  > {
  className?: string;
  text: string;
  onText(text: string): void;
  suggestions: T[];
  textOf(suggestion: T): string;
  /** Called when one is chosen from the list, besides `onText`. */
  onChoose?(suggestion: T): void;
  renderSuggestion?(suggestion: T): ReactNode;
  matches?(suggestion: T, text: string): boolean;
}

/** So many are shown at once; the others come while one types. */
const MOST_SUGGESTIONS = 50;

/** A text field that suggests, and takes any other text too. */
export function SuggestField<T>(props: SuggestFieldProps<T>) {
  const { text, onText, suggestions, textOf, onChoose } = props;
  const { matches = containsText(textOf) } = props;
  const [open, setOpen] = useState(false);
  const shown = suggestions
    .filter(item => textOf(item) !== text && matches(item, text))
    .slice(0, MOST_SUGGESTIONS);
  // A list of nothing must not take the Escape that closes the panel.
  const isShown = open && shown.length > 0;
  return (
    <Autocomplete<T, false, true, true>
      {...WITHOUT_ROLE}
      id={props.id}
      className={props.className}
      freeSolo
      disableClearable
      open={isShown}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      options={shown}
      inputValue={text}
      onInputChange={(_event, next, reason) => {
        if (reason === 'input') onText(next);
      }}
      onChange={(_event, chosen) => {
        // Enter gives the typed text too, which is there already.
        const suggestion = shown.find(item => item === chosen);
        if (suggestion === undefined) return;
        onText(textOf(suggestion));
        onChoose?.(suggestion);
      }}
      getOptionLabel={option =>
        typeof option === 'string' ? option : textOf(option)
      }
      getOptionSelected={() => false}
      filterOptions={options => options}
      renderOption={props.renderSuggestion}
      renderInput={params => (
        <TextField
          {...params}
          label={props.label}
          placeholder={props.placeholder}
          required={props.required}
          error={props.error}
          helperText={props.helperText}
          inputRef={props.inputRef}
          margin="dense"
          inputProps={{
            ...params.inputProps,
            role: 'combobox',
            'aria-expanded': isShown,
            dir: 'auto',
            spellCheck: false,
            autoCapitalize: 'off',
          }}
        />
      )}
    />
  );
}

function containsText<T>(textOf: (suggestion: T) => string) {
  return (suggestion: T, text: string) =>
    textOf(suggestion).toLowerCase().includes(text.toLowerCase());
}
