import { must } from './dom';
import { showToast } from './toasts';

/** Shows the store's time and moves it. */
export function installClock(): void {
  const clock = must<HTMLTimeElement>('#clock');
  let base = Number(clock.dataset.now);
  let readAt = performance.now();
  const format = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: clock.dataset.zone,
  });
  const draw = () => {
    clock.textContent = format.format(base + performance.now() - readAt);
  };
  setInterval(draw, 5_000);
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-advance-hours]'))
    button.addEventListener('click', async () => {
      const hours = Number(button.dataset.advanceHours);
      button.disabled = true;
      const response = await fetch('/__control/advance', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ hours }),
      });
      button.disabled = false;
      if (!response.ok) {
        showToast({ message: 'The clock could not be moved', isError: true });
        return;
      }
      base += hours * 3_600_000 + (performance.now() - readAt);
      readAt = performance.now();
      draw();
      showToast({ message: `It is now ${clock.textContent}` });
      dispatchEvent(new Event('clock-moved'));
    });
}
