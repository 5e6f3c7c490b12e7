import type { LastMonthStrings } from '~/base/strings/en/last-month';

const waeren = (count: string) => (count === '1' ? 'wäre' : 'wären');
const gingen = (count: string) => (count === '1' ? 'ging' : 'gingen');
const nicht = (count: string) => (count === '0' ? 'nicht ' : '');
const gewartet = (moved: string) =>
  moved === '0' ? '' : `; sie ${moved === '1' ? 'hätte' : 'hätten'} gewartet`;

/** Was ein anderer Wert einer Einstellung in den letzten 30 Tagen bewirkt hätte. Zahlen kommen geschrieben. */
export const lastMonthDe: LastMonthStrings = {
  nothing:
    'In den letzten 30 Tagen ging keine Mail hinaus; was eine Einstellung geändert hätte, lässt sich noch nicht zählen.',
  nothingOfKind: 'Davon ging in den letzten 30 Tagen nichts hinaus, darum lässt sich nichts zählen.',
  none: 'Diese drei ändern keine Mail: Die der letzten 30 Tage wären dieselben gewesen.',
  cap: (value, moved, mails) =>
    mails === '1'
      ? `Mit ${value} wäre die einzige Mail der letzten 30 Tage ${nicht(moved)}verschoben worden.`
      : `Mit ${value} ${waeren(moved)} ${moved} der ${mails} Mails der letzten 30 Tage verschoben worden.`,
  quiet: (moved, mails) =>
    mails === '1'
      ? `Die einzige Mail der letzten 30 Tage ging ${moved === '0' ? 'nicht in dieser Ruhezeit hinaus' : 'in dieser Ruhezeit hinaus; sie hätte gewartet'}.`
      : `In dieser Ruhezeit ${gingen(moved)} ${moved} der ${mails} Mails der letzten 30 Tage hinaus${gewartet(moved)}.`,
  slot: (slot, moved, mails) =>
    mails === '1'
      ? `Mit ${slot} als üblicher Zeit wäre die einzige Mail der letzten 30 Tage ${nicht(moved)}zu einer anderen Zeit gegangen.`
      : `Mit ${slot} als üblicher Zeit ${waeren(moved)} ${moved} der ${mails} Mails der letzten 30 Tage zu einer anderen Zeit gegangen.`,
  rest: (moved, mails) =>
    mails === '1'
      ? `Die einzige Mail der letzten 30 Tage ging ${moved === '0' ? 'nicht an einem solchen Tag hinaus' : 'an einem solchen Tag hinaus; damit wäre sie verschoben worden'}.`
      : `An einem solchen Tag ${gingen(moved)} ${moved} der ${mails} Mails der letzten 30 Tage hinaus${moved === '0' ? '' : `; damit ${waeren(moved)} sie verschoben worden`}.`,
  closed: (moved, mails) =>
    mails === '1'
      ? `Die einzige Mail der letzten 30 Tage wäre ${nicht(moved)}verschoben worden.`
      : `Mit diesen Tagen ${waeren(moved)} ${moved} der ${mails} Mails der letzten 30 Tage verschoben worden.`,
  campaign: (moved, mails) =>
    mails === '0'
      ? 'In den letzten 30 Tagen ging keine Werbung hinaus, darum lässt sich nichts zählen.'
      : mails === '1'
        ? `Mit diesen Tagen wäre die einzige Werbemail der letzten 30 Tage ${nicht(moved)}verschoben worden.`
        : `Mit diesen Tagen ${waeren(moved)} ${moved} der ${mails} Werbemails der letzten 30 Tage verschoben worden.`,
  never: (count, mails) =>
    mails === '1'
      ? `Damit wäre die einzige Mail der letzten 30 Tage ${count === '0' ? '' : 'nicht '}gesendet worden.`
      : `Damit ${waeren(count)} ${count} der ${mails} Mails der letzten 30 Tage nicht gesendet worden.`,
  likely: (percent, count, mails) =>
    mails === '1'
      ? `Mit ${percent} wäre die einzige Erinnerung der letzten 30 Tage ${count === '0' ? '' : 'nicht '}gesendet worden.`
      : `Mit ${percent} ${waeren(count)} ${count} der ${mails} Erinnerungen der letzten 30 Tage nicht gesendet worden.`,
  cycle: (days, count, mails) => {
    const bound = days === '1' ? '1 Tag' : `${days} Tagen`;
    if (count === '0')
      return mails === '1'
        ? `Mit ${bound} wäre die einzige Erinnerung der letzten 30 Tage trotzdem gesendet worden.`
        : `Mit ${bound} wären alle ${mails} Erinnerungen der letzten 30 Tage trotzdem gesendet worden.`;
    return mails === '1'
      ? `Mit ${bound} wäre die einzige Erinnerung der letzten 30 Tage wohl nicht gesendet worden.`
      : `Mit ${bound} ${waeren(count)} etwa ${count} der ${mails} Erinnerungen der letzten 30 Tage nicht gesendet worden.`;
  },
  ofKind: (count, mails) =>
    mails === '1'
      ? `Die einzige Mail der letzten 30 Tage war ${nicht(count)}von dieser Art.`
      : `In den letzten 30 Tagen ${count === '1' ? 'war' : 'waren'} ${count} von ${mails} Mails von dieser Art.`,
  byFlow: (count) =>
    count === '1'
      ? 'Die einzige der letzten 30 Tage wäre Sache Ihres Workflows gewesen.'
      : `Die ${count} der letzten 30 Tage wären Sache Ihres Workflows gewesen.`,
  leftOut: (each, mails) =>
    mails === '1'
      ? `Von der einzigen Mail dieser Art in den letzten 30 Tagen wäre nicht gesendet worden: ${each}.`
      : `Von den ${mails} Mails dieser Art in den letzten 30 Tagen wären nicht gesendet worden: ${each}.`,
  leftOutEach: (percent, count) => `${count} bei ${percent}`,
};
