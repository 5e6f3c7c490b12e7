const waited = (moved: string) =>
  moved === '0' ? '' : `; ${moved === '1' ? 'it' : 'they'} would have waited`;
const not = (count: string) => (count === '0' ? 'not ' : '');

/** What another value of a setting would have done last month. Counts come written. */
export const lastMonthEn = {
  nothing: 'No mail left in the last 30 days, so what a setting would have changed cannot be counted yet.',
  nothingOfKind: 'None of these left in the last 30 days, so nothing can be counted.',
  none: 'These three change no mail: those of the last 30 days would have been the same.',
  cap: (value: string, moved: string, mails: string) =>
    mails === '1'
      ? `With ${value}, the only mail of the last 30 days would ${not(moved)}have moved.`
      : `With ${value}, ${moved} of the ${mails} mails of the last 30 days would have moved.`,
  quiet: (moved: string, mails: string) =>
    mails === '1'
      ? `The only mail of the last 30 days ${moved === '0' ? 'did not leave in these quiet hours' : 'left in these quiet hours; it would have waited'}.`
      : `In these quiet hours ${moved} of the ${mails} mails of the last 30 days left${waited(moved)}.`,
  slot: (slot: string, moved: string, mails: string) =>
    mails === '1'
      ? `With ${slot} as the usual time, the only mail of the last 30 days would ${not(moved)}have gone at another time.`
      : `With ${slot} as the usual time, ${moved} of the ${mails} mails of the last 30 days would have gone at another time.`,
  rest: (moved: string, mails: string) =>
    mails === '1'
      ? `The only mail of the last 30 days ${moved === '0' ? 'did not leave on such a day' : 'left on such a day; this would have moved it'}.`
      : `${moved} of the ${mails} mails of the last 30 days left on such a day${moved === '0' ? '' : '; this would have moved them'}.`,
  closed: (moved: string, mails: string) =>
    mails === '1'
      ? `The only mail of the last 30 days would ${not(moved)}have moved.`
      : `With these days, ${moved} of the ${mails} mails of the last 30 days would have moved.`,
  campaign: (moved: string, mails: string) =>
    mails === '0'
      ? 'No marketing left in the last 30 days, so nothing can be counted.'
      : mails === '1'
        ? `With these days, the only marketing mail of the last 30 days would ${not(moved)}have moved.`
        : `With these days, ${moved} of the ${mails} marketing mails of the last 30 days would have moved.`,
  never: (count: string, mails: string) =>
    mails === '1'
      ? `With these, the only mail of the last 30 days would ${count === '0' ? '' : 'not '}have been sent.`
      : `With these, ${count} of the ${mails} mails of the last 30 days would not have been sent.`,
  likely: (percent: string, count: string, mails: string) =>
    mails === '1'
      ? `With ${percent}, the only reminder of the last 30 days would ${count === '0' ? '' : 'not '}have been sent.`
      : `With ${percent}, ${count} of the ${mails} reminders of the last 30 days would not have been sent.`,
  cycle: (days: string, count: string, mails: string) => {
    const bound = days === '1' ? '1 day' : `${days} days`;
    if (count === '0')
      return mails === '1'
        ? `With ${bound}, the only reminder of the last 30 days would still have been sent.`
        : `With ${bound}, all ${mails} reminders of the last 30 days would still have been sent.`;
    return mails === '1'
      ? `With ${bound}, the only reminder of the last 30 days would probably not have been sent.`
      : `With ${bound}, about ${count} of the ${mails} reminders of the last 30 days would not have been sent.`;
  },
  ofKind: (count: string, mails: string) =>
    mails === '1'
      ? `The only mail of the last 30 days was ${not(count)}of this kind.`
      : `In the last 30 days ${count} of ${mails} mails ${count === '1' ? 'was' : 'were'} of this kind.`,
  byFlow: (count: string) =>
    count === '1'
      ? 'The only one of the last 30 days would have been your workflow’s.'
      : `The ${count} of the last 30 days would have been your workflow’s.`,
  leftOut: (each: string, mails: string) =>
    `Of the ${mails} ${mails === '1' ? 'mail' : 'mails'} of this kind in the last 30 days would not have been sent: ${each}.`,
  leftOutEach: (percent: string, count: string) => `${count} at ${percent}`,
};

export type LastMonthStrings = typeof lastMonthEn;
