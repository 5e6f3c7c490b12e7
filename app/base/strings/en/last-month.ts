const waited = (moved: string) =>
  moved === '0' ? '' : `; ${moved === '1' ? 'it' : 'they'} would have waited`;
const not = (count: string) => (count === '0' ? 'not ' : '');

/** What another value of a setting would have done last month. Counts come written. */
export const lastMonthEn = {
  nothing: 'No mail left last month, so nothing can be counted.',
  nothingOfKind: 'None of these left last month, so nothing can be counted.',
  cap: (value: string, moved: string, mails: string) =>
    mails === '1'
      ? `With ${value}, last month’s only mail would ${not(moved)}have moved.`
      : `With ${value}, ${moved} of last month’s ${mails} mails would have moved.`,
  quiet: (moved: string, mails: string) =>
    mails === '1'
      ? `Last month’s only mail ${moved === '0' ? 'did not leave in these quiet hours' : 'left in these quiet hours; it would have waited'}.`
      : `In these quiet hours ${moved} of last month’s ${mails} mails left${waited(moved)}.`,
  slot: (slot: string, moved: string, mails: string) =>
    mails === '1'
      ? `With ${slot} as the usual time, last month’s only mail would ${not(moved)}have gone at another time.`
      : `With ${slot} as the usual time, ${moved} of last month’s ${mails} mails would have gone at another time.`,
  rest: (moved: string, mails: string) =>
    mails === '1'
      ? `Last month’s only mail ${moved === '0' ? 'did not leave on such a day' : 'left on such a day; this would have moved it'}.`
      : `${moved} of last month’s ${mails} mails left on such a day${moved === '0' ? '' : '; this would have moved them'}.`,
  closed: (moved: string, mails: string) =>
    mails === '1'
      ? `Last month’s only mail would ${not(moved)}have moved.`
      : `With these days, ${moved} of last month’s ${mails} mails would have moved.`,
  campaign: (moved: string, mails: string) =>
    mails === '0'
      ? 'No marketing left last month, so nothing can be counted.'
      : mails === '1'
        ? `With these days, last month’s only marketing mail would ${not(moved)}have moved.`
        : `With these days, ${moved} of last month’s ${mails} marketing mails would have moved.`,
  never: (count: string, mails: string) =>
    mails === '1'
      ? `With these, last month’s only mail would ${count === '0' ? '' : 'not '}have been sent.`
      : `With these, ${count} of last month’s ${mails} mails would not have been sent.`,
  likely: (percent: string, count: string, mails: string) =>
    mails === '1'
      ? `With ${percent}, last month’s only reminder would ${count === '0' ? '' : 'not '}have been sent.`
      : `With ${percent}, ${count} of last month’s ${mails} reminders would not have been sent.`,
  ofKind: (count: string, mails: string) =>
    mails === '1'
      ? `Last month’s only mail was ${not(count)}of this kind.`
      : `Last month ${count} of ${mails} mails ${count === '1' ? 'was' : 'were'} of this kind.`,
  byFlow: (count: string) =>
    count === '1'
      ? 'Last month’s only one would have been your workflow’s.'
      : `Last month’s ${count} would have been your workflow’s.`,
  leftOut: (each: string, mails: string) =>
    `Of last month’s ${mails} ${mails === '1' ? 'mail' : 'mails'} of this kind would not have been sent: ${each}.`,
  leftOutEach: (percent: string, count: string) => `${count} at ${percent}`,
};

export type LastMonthStrings = typeof lastMonthEn;
