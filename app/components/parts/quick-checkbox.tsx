import { Checkbox } from '@shopify/polaris';
import { startTransition, useEffect, useRef, useState } from 'react';

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
  // Polaris writes "mixed" for those who hear the page, but the box itself knows of it by a property alone.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const input = box.current?.querySelector('input');
    if (input) input.indeterminate = shown === 'indeterminate';
  }, [shown]);
  return (
    <div ref={box}>
      <Checkbox
        label={label}
        {...(labelHidden && { labelHidden })}
        checked={shown}
        onChange={(on) => {
          setShown(on);
          startTransition(() => onChange(on));
        }}
      />
    </div>
  );
}
