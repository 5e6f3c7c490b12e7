import { Tabs, type TabsProps } from '@shopify/polaris';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react';

const STEPS: Partial<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * The views of a list, as tabs. Polaris's tabs take the focus once more a moment after it came to them; whoever goes on
 * with Tab by then is called back, on a busy machine many keys later. So they do not hear that they have it, and what
 * they would do with it, walking by arrow, is done here. They take no name for their list either, so it is set here.
 */
export function ViewTabs({ label, ...props }: TabsProps & { readonly label: string }) {
  const box = useRef<HTMLDivElement>(null);
  // It becomes a list of tabs once Polaris has measured them, which nobody is told of.
  useEffect(
    () => box.current?.querySelector('[data-tabs-focus-catchment]')?.setAttribute('aria-label', label),
    [label],
  );
  // React tells of what happens in a popover or a dialog of a tab too; those are not in this box.
  const isHere = (target: EventTarget) => target instanceof Element && box.current?.contains(target);
  const walk = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const tabs = [...(box.current?.querySelectorAll<HTMLElement>('[role=tablist] [role=tab]') ?? [])];
    const at = tabs.indexOf(event.target as HTMLElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    event.stopPropagation();
    tabs[(at + step + tabs.length) % tabs.length]?.focus();
  };
  return (
    <div
      ref={box}
      className="carafe-tabs"
      onFocusCapture={(event: FocusEvent) => isHere(event.target) && event.stopPropagation()}
      onKeyDownCapture={walk}
      onKeyUpCapture={(event) => event.key in STEPS && isHere(event.target) && event.stopPropagation()}
    >
      <Tabs {...props} />
    </div>
  );
}
