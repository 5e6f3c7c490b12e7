import type { Frame } from 'playwright-core';

/** What a finger needs, in CSS pixels: beside something else, alone in its row, and for what is done with a message. */
const least = { beside: 24, alone: 32, deed: 44 };

/**
 * What can be pressed in a frame and is too small for a finger, one line each. Its size is where a press reaches it, an
 * edge that is not seen included and what lies above it left out. As in WCAG 2.5.8 a small one may stand where nothing
 * else is near, and a link in a sentence is as high as its line; here what has a row to itself fills it all the same.
 */
export function smallTargets(frame: Frame): Promise<string[]> {
  return frame.evaluate((needed) => {
    const pressable =
      'a[href], button, input, select, textarea, summary, [role="button"], [role="tab"], [role="option"]';
    /** A field is pressed by its label, too. */
    const partsOf = (one: Element): Element[] => [
      one,
      ...('labels' in one ? ((one as HTMLInputElement).labels ?? []) : []),
    ];
    const boxOf = (one: Element): DOMRect => {
      const boxes = partsOf(one).flatMap((part) => [...part.getClientRects()]);
      return boxes.reduce(
        (largest, box) => (box.width * box.height > largest.width * largest.height ? box : largest),
        new DOMRect(),
      );
    };
    const isOff = (one: Element) =>
      one.matches(':disabled, [aria-disabled="true"], [aria-hidden="true"] *') ||
      !one.checkVisibility({ visibilityProperty: true });

    /** How far a press reaches it from its middle, along one axis. */
    const reach = (one: Element, box: DOMRect) => {
      const parts = partsOf(one);
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const isHit = (x: number, y: number) => {
        const hit = document.elementFromPoint(x, y);
        return hit !== null && parts.some((part) => part.contains(hit));
      };
      const along = (dx: number, dy: number) => {
        let far = 0;
        while (far < needed.deed && isHit(middle.x + dx * (far + 0.5), middle.y + dy * (far + 0.5))) far += 1;
        return far;
      };
      return { width: along(-1, 0) + along(1, 0), height: along(0, -1) + along(0, 1) };
    };

    const isInSentence = (one: Element) =>
      getComputedStyle(one).display === 'inline' &&
      [...(one.parentElement?.childNodes ?? [])].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      );

    const seen = [...document.querySelectorAll(pressable)].filter(
      (one) => !isOff(one) && boxOf(one).width > 1 && boxOf(one).height > 1,
    );
    return seen.flatMap((one) => {
      if (isInSentence(one)) return [];
      one.scrollIntoView({ block: 'center', inline: 'nearest' });
      const box = boxOf(one);
      const size = reach(one, box);
      // What lies under something else is not pressed.
      if (size.height === 0 || size.width === 0) return [];
      const others = seen.filter((other) => other !== one).map(boxOf);
      const isAlone = !others.some((other) => other.top < box.bottom && other.bottom > box.top);
      const isDeed = one.closest('.carafe-actions') !== null;
      const height = isDeed ? needed.deed : isAlone ? needed.alone : needed.beside;
      const isNear = others.some(
        (other) =>
          Math.abs(other.x + other.width / 2 - box.x - box.width / 2) < (other.width + needed.beside) / 2 &&
          Math.abs(other.y + other.height / 2 - box.y - box.height / 2) < (other.height + needed.beside) / 2,
      );
      const isRight =
        (size.height >= height && size.width >= needed.beside) || (!isAlone && !isDeed && !isNear);
      const name = one.getAttribute('aria-label') ?? one.textContent?.trim() ?? '';
      return isRight
        ? []
        : [
            `${one.tagName.toLowerCase()} “${name.slice(0, 60)}” is ${size.width} × ${size.height}, not ${height}`,
          ];
    });
  }, least);
}
