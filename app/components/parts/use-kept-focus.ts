import { type RefObject, useEffect, useRef } from 'react';

/** Where the focus was: in which row (`data-row`) of the list, and on what. */
interface Place {
  readonly row: Element | null;
  readonly index: number;
  readonly name: string;
}

/**
 * Whoever works through a list by keyboard stays in it. A decision takes away the button that was pressed, often with its
 * row, and the browser would begin again at the top of the page: the focus goes to the same button where it still is,
 * else to the row that has come in its place, else to the page's heading. Nobody who went elsewhere is called back. The
 * list is there as long as what calls this: one that comes later is not found.
 */
export function useKeptFocus<List extends HTMLElement>(): RefObject<List> {
  const list = useRef<List>(null);
  useEffect(() => {
    const root = list.current;
    if (!root) return;
    const path = window.location.pathname;
    let last: Place | null = null;
    const isOurs = (target: EventTarget | null) =>
      target instanceof Element &&
      (root.contains(target) || target.closest('#PolarisPortalsContainer, ui-modal') !== null);
    const remember = ({ target }: Event) => {
      if (!isOurs(target)) last = null;
      else if (target instanceof Element && root.contains(target)) last = placeOf(root, target);
    };
    const leave = ({ target }: Event) => {
      if (!isOurs(target)) last = null;
    };
    const keep = () => {
      if (!last || !isLost() || root.matches('[data-busy]') || root.querySelector('[data-busy]')) return;
      const target = targetIn(root, last);
      if (target) target.focus();
      // Where nothing is left to press, but for what waits for its own answer.
      else if (!root.querySelector(':disabled')) focusHeading();
    };
    const changes = new MutationObserver(() => requestAnimationFrame(keep));
    changes.observe(root, { attributes: true, childList: true, subtree: true });
    // While it comes down: what is inside may keep it from going up again.
    document.addEventListener('focusin', remember, true);
    document.addEventListener('pointerdown', leave);
    return () => {
      changes.disconnect();
      document.removeEventListener('focusin', remember, true);
      document.removeEventListener('pointerdown', leave);
      if (!last) return;
      requestAnimationFrame(() => {
        if (isLost() && window.location.pathname === path) focusHeading();
      });
    };
  }, []);
  return list;
}

const isLost = () => document.activeElement === null || document.activeElement === document.body;

const rowsIn = (root: Element) => [...root.querySelectorAll('[data-row]')];

function placeOf(root: Element, target: Element): Place {
  const row = target.closest('[data-row]');
  return { row, index: row ? rowsIn(root).indexOf(row) : 0, name: nameOf(target) };
}

function nameOf(target: Element): string {
  return target.textContent?.trim() || target.tagName;
}

function targetIn(root: Element, { row, index, name }: Place): HTMLElement | undefined {
  const rows = rowsIn(root);
  // What was pressed above the rows, for many of them at once, leads back to where one begins.
  const stood = row?.isConnected ? row : row && rows[Math.min(index, rows.length - 1)];
  const place = stood ?? root;
  const targets = [...place.querySelectorAll<HTMLElement>('button, a[href], input, select')].filter(
    (one) => !one.matches(':disabled') && one.offsetParent !== null,
  );
  return targets.find((one) => nameOf(one) === name) ?? targets[0];
}

function focusHeading(): void {
  const heading = document.querySelector<HTMLElement>('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}
