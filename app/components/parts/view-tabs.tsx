import { Tabs, type TabsProps, useBreakpoints } from '@shopify/polaris';
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

/** So that it shows that more follows. */
const NEIGHBOUR_PX = 24;

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
  useChosenInView(box, props.selected);
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

/**
 * On a phone the row of tabs is wider than the screen. Polaris scrolls it once, before the tabs are there, and to the
 * left edge; so the chosen one is brought into view here, moving the row and nothing else.
 */
function useChosenInView(box: RefObject<HTMLDivElement>, selected: number): void {
  const { mdDown } = useBreakpoints();
  useEffect(() => {
    const list = box.current?.querySelector<HTMLElement>('[data-tabs-focus-catchment]');
    if (!list || !mdDown) return;
    const reveal = () => bringIntoRow(list.querySelectorAll<HTMLElement>('[role=tab]')[selected]);
    // After Polaris's own scrolling, which waits as long and was asked for earlier in the same commit.
    const afterPolaris = setTimeout(reveal);
    // The list grows when its tabs come, before they are drawn, and when a count in them changes.
    const growth = new ResizeObserver(reveal);
    growth.observe(list);
    return () => {
      clearTimeout(afterPolaris);
      growth.disconnect();
    };
  }, [box, selected, mdDown]);
}

/** Scrolls the row that a tab is in as little as it takes to show the whole tab, and a bit of its neighbour. */
function bringIntoRow(tab: HTMLElement | undefined): void {
  const row = tab?.closest<HTMLElement>('.Polaris-Tabs__Wrapper');
  if (!tab || !row) return;
  const [seen, frame] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
  const before = seen.left - NEIGHBOUR_PX - frame.left;
  const behind = seen.right + NEIGHBOUR_PX - frame.right;
  if (before < 0) row.scrollLeft += before;
  else if (behind > 0) row.scrollLeft += behind;
}
