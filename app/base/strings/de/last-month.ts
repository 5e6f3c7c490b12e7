import type { LastMonthStrings } from '~/base/strings/en/last-month';

const waeren = (count: string) => (count === '1' ? 'wäre' : 'wären');
const gingen = (count: string) => (count === '1' ? 'ging' : 'gingen');
const nicht = (count: string) => (count === '0' ? 'nicht ' : '');
const gewartet = (moved: string) =>
  moved === '0' ? '' : `; sie ${moved === '1' ? 'hätte' : 'hätten'} gewartet`;

/** Was ein anderer Wert einer Einstellung im letzten Monat bewirkt hätte. Zahlen kommen geschrieben. */
export const lastMonthDe: LastMonthStrings = {
  nothing: 'Im letzten Monat ging keine Mail hinaus, darum lässt sich nichts zählen.',
  nothingOfKind: 'Davon ging im letzten Monat nichts hinaus, darum lässt sich nichts zählen.',
  cap: (value, moved, mails) =>
    mails === '1'
      ? `Mit ${value} wäre die einzige Mail des letzten Monats ${nicht(moved)}verschoben worden.`
      : `Mit ${value} ${waeren(moved)} ${moved} der ${mails} Mails des letzten Monats verschoben worden.`,
  quiet: (moved, mails) =>
    mails === '1'
      ? `Die einzige Mail des letzten Monats ging ${moved === '0' ? 'nicht in dieser Ruhezeit hinaus' : 'in dieser Ruhezeit hinaus; sie hätte gewartet'}.`
      : `In dieser Ruhezeit ${gingen(moved)} ${moved} der ${mails} Mails des letzten Monats hinaus${gewartet(moved)}.`,
  slot: (slot, moved, mails) =>
    mails === '1'
      ? `Mit ${slot} als üblicher Zeit wäre die einzige Mail des letzten Monats ${nicht(moved)}zu einer anderen Zeit gegangen.`
      : `Mit ${slot} als üblicher Zeit ${waeren(moved)} ${moved} der ${mails} Mails des letzten Monats zu einer anderen Zeit gegangen.`,
  rest: (moved, mails) =>
    mails === '1'
      ? `Die einzige Mail des letzten Monats ging ${moved === '0' ? 'nicht an einem solchen Tag hinaus' : 'an einem solchen Tag hinaus; damit wäre sie verschoben worden'}.`
      : `An einem solchen Tag ${gingen(moved)} ${moved} der ${mails} Mails des letzten Monats hinaus${moved === '0' ? '' : `; damit ${waeren(moved)} sie verschoben worden`}.`,
  closed: (moved, mails) =>
    mails === '1'
      ? `Die einzige Mail des letzten Monats wäre ${nicht(moved)}verschoben worden.`
      : `Mit diesen Tagen ${waeren(moved)} ${moved} der ${mails} Mails des letzten Monats verschoben worden.`,
  campaign: (moved, mails) =>
    mails === '0'
      ? 'Im letzten Monat ging keine Werbung hinaus, darum lässt sich nichts zählen.'
      : mails === '1'
        ? `Mit diesen Tagen wäre die einzige Werbemail des letzten Monats ${nicht(moved)}verschoben worden.`
        : `Mit diesen Tagen ${waeren(moved)} ${moved} der ${mails} Werbemails des letzten Monats verschoben worden.`,
  never: (count, mails) =>
    mails === '1'
      ? `Damit wäre die einzige Mail des letzten Monats ${count === '0' ? '' : 'nicht '}gesendet worden.`
      : `Damit ${waeren(count)} ${count} der ${mails} Mails des letzten Monats nicht gesendet worden.`,
  likely: (percent, count, mails) =>
    mails === '1'
      ? `Mit ${percent} wäre die einzige Erinnerung des letzten Monats ${count === '0' ? '' : 'nicht '}gesendet worden.`
      : `Mit ${percent} ${waeren(count)} ${count} der ${mails} Erinnerungen des letzten Monats nicht gesendet worden.`,
  ofKind: (count, mails) =>
    mails === '1'
      ? `Die einzige Mail des letzten Monats war ${nicht(count)}von dieser Art.`
      : `Im letzten Monat ${count === '1' ? 'war' : 'waren'} ${count} von ${mails} Mails von dieser Art.`,
  byFlow: (count) =>
    count === '1'
      ? 'Die einzige des letzten Monats wäre Sache Ihres Ablaufs gewesen.'
      : `Die ${count} des letzten Monats wären Sache Ihres Ablaufs gewesen.`,
  leftOut: (each, mails) =>
    mails === '1'
      ? `Von der einzigen Mail dieser Art im letzten Monat wäre nicht gesendet worden: ${each}.`
      : `Von den ${mails} Mails dieser Art im letzten Monat wären nicht gesendet worden: ${each}.`,
  leftOutEach: (percent, count) => `${count} bei ${percent}`,
};
