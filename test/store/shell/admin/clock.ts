import { must } from './dom';
import { showToast } from './toasts';

const HOURS_A_DAY = 24;

/** Shows the store's time and moves it. */
export function installClock(): void {
  const clock = must<HTMLTimeElement>('#clock');
  let base = Number(clock.dataset.now);
  let readAt = performance.now();
  const format = new Intl.DateTimeFormat(document.documentElement.lang.startsWith('de') ? 'de' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: clock.dataset.zone,
  });
  const draw = () => {
    clock.textContent = format.format(base + performance.now() - readAt);
  };
  draw();
  setInterval(draw, 5_000);
  /** One step of the clock, with what must follow it. */
  const move = async (hours: number): Promise<boolean> => {
    const response = await fetch('/__control/advance', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ hours }),
    });
    if (!response.ok) return false;
    base += hours * 3_600_000 + (performance.now() - readAt);
    readAt = performance.now();
    draw();
    return true;
  };
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-advance-hours]')];
  for (const button of buttons)
    button.addEventListener('click', async () => {
      for (const each of buttons) each.disabled = true;
      let moved = true;
      // Day by day: what falls due in a week leaves on its own day, not together at the week's end.
      for (let left = Number(button.dataset.advanceHours); moved && left > 0; left -= HOURS_A_DAY)
        moved = await move(Math.min(left, HOURS_A_DAY));
      for (const each of buttons) each.disabled = false;
      showToast(
        moved
          ? { message: `It is now ${clock.textContent}` }
          : { message: 'The clock could not be moved', isError: true },
      );
      dispatchEvent(new Event('clock-moved'));
    });
}
