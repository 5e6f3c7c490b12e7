import { Box, Button, Icon, Popover } from '@shopify/polaris';
import { ChevronDownIcon, XSmallIcon } from '@shopify/polaris-icons';
import { type ReactNode, useRef } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { useOpen } from '~/components/parts/use-open';

export interface ListFilter {
  readonly key: string;
  readonly label: string;
  /** What it is set to, in words; null while it leaves the list as it is. */
  readonly setTo: string | null;
  /** What it is chosen from, made when it is opened. */
  readonly choices: ReactNode;
  readonly onClear: () => void;
}

interface FilterBarProps {
  readonly filters: readonly ListFilter[];
  readonly onClearAll: () => void;
}

/**
 * The filters of a list, each a small button that opens what it is chosen from. Not Polaris's Filters: those make what they
 * open before the press that opened it is shown, which on a slow phone takes longer than the eye forgives.
 */
export function FilterBar({ filters, onClearAll }: FilterBarProps) {
  const { s } = usePanel();
  return (
    <div className="carafe-filters">
      {filters.map((filter) => (
        <Filter key={filter.key} filter={filter} />
      ))}
      {filters.some(({ setTo }) => setTo !== null) && (
        <Button size="micro" variant="monochromePlain" onClick={onClearAll}>
          {s.lists.filters.clearAll}
        </Button>
      )}
    </div>
  );
}

function Filter({ filter: { label, setTo, choices, onClear } }: { filter: ListFilter }) {
  const { s } = usePanel();
  const { open, toggle, close } = useOpen();
  const opener = useRef<HTMLButtonElement>(null);
  const clear = () => {
    // The button that was pressed goes away; the focus stays beside it.
    opener.current?.focus();
    close();
    onClear();
  };
  const said = setTo === null ? label : `${label}: ${setTo}`;
  return (
    <Popover
      active={open}
      onClose={close}
      preferredAlignment="left"
      autofocusTarget="first-node"
      activator={
        <div className="carafe-filter" {...(setTo !== null && { 'data-set': '' })}>
          <button ref={opener} type="button" onClick={toggle}>
            {said}
            {setTo === null && <Icon source={ChevronDownIcon} />}
          </button>
          {setTo !== null && (
            <button type="button" aria-label={s.lists.filters.clear(label)} onClick={clear}>
              <Icon source={XSmallIcon} />
            </button>
          )}
        </div>
      }
    >
      <Box padding="300" minWidth="12rem" maxWidth="19rem">
        {choices}
      </Box>
    </Popover>
  );
}
