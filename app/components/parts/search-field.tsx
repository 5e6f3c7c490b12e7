import { Icon, TextField } from '@shopify/polaris';
import { SearchIcon } from '@shopify/polaris-icons';

const MOST_SIGNS = 200;

export interface SearchFieldProps {
  /** What can be searched by, shown while the field is empty. */
  readonly words: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** What a list is searched by. */
export function SearchField({ words, value, onChange }: SearchFieldProps) {
  return (
    <TextField
      label={words}
      labelHidden
      placeholder={words}
      value={value}
      onChange={onChange}
      onClearButtonClick={() => onChange('')}
      clearButton
      prefix={<Icon source={SearchIcon} />}
      autoComplete="off"
      maxLength={MOST_SIGNS}
    />
  );
}
