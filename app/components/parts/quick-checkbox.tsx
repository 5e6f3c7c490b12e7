import { Checkbox } from '@shopify/polaris';
import { startTransition, useState } from 'react';

export interface QuickCheckboxProps {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly checked: boolean | 'indeterminate';
  readonly onChange: (on: boolean) => void;
}

/** A checkbox that shows at once what was pressed; what follows from it, in a long list, is drawn after that. */
export function QuickCheckbox({ label, labelHidden, checked, onChange }: QuickCheckboxProps) {
  const [shown, setShown] = useState(checked);
  const [told, setTold] = useState(checked);
  if (told !== checked) {
    setTold(checked);
    setShown(checked);
  }
  return (
    <Checkbox
      label={label}
      {...(labelHidden && { labelHidden })}
      checked={shown}
      onChange={(on) => {
        setShown(on);
        startTransition(() => onChange(on));
      }}
    />
  );
}
