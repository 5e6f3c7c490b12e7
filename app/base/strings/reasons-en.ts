import { counted } from '~/base/strings/counted';
import { kindsEn } from '~/base/strings/en/kinds';
import { stoppedEn } from '~/base/strings/en/stopped';
import { templateProblemEn } from '~/base/strings/en/template-problems';
import type { ReasonFormats, ReasonWords } from '~/base/strings/reasons';
import { percentEn } from '~/base/strings/write-percent';
import { isKind } from '~/base/vocabulary/kinds';
import { BREAKER, refusalOf } from '~/base/vocabulary/stop-causes';

/** Every reason in English. Short, with its numbers, and no word that a merchant would have to look up. */
export const reasonsEn: ReasonWords = {
  'running-low': (r, say) => {
    const rhythm =
      r.ownGaps > 0 && r.gapFromDays !== null && r.gapToDays !== null
        ? r.gapFromDays === r.gapToDays
          ? `A purchase lasted ${counted(String(r.gapFromDays), 'day', 'days')}; `
          : r.ownGaps >= 4
            ? `Half of the purchases lasted ${r.gapFromDays}–${r.gapToDays} days; `
            : `A purchase lasted ${r.gapFromDays}–${r.gapToDays} days; `
        : 'Bought once so far; ';
    return (
      `${rhythm}last ${say.number(r.lastQuantity)} × ${r.item}, ${wasEn[r.lastWas]} ${say.day(r.lastOn)}. ` +
      `${say.isPast(r.runOutOn) ? 'Was expected' : 'Expected'} to run out about ${say.day(r.runOutOn)} (eight chances in ten: ${say.day(r.runOutFromOn)} to ${say.day(r.runOutToOn)}); ` +
      `chance of a reorder in the weeks after this mail: ${say.share(r.probability)}. ${restsEn(r.ownGaps, r.otherCustomers, say)}${r.step > 1 ? ' Second and last reminder.' : ''}` +
      `${r.firstLeftOut ? ' The first reminder was left out, so this one goes when three in four have usually reordered.' : ''}`
    );
  },
  'warranty-expiry': (r, say) =>
    `The ${r.months}-month warranty of ${r.item}, bought ${say.day(r.boughtOn)}${r.restarted ? ' and restarted by a replacement' : ''}, ends ${say.day(r.endsOn)}; the mail is meant for ${r.daysBefore} days before.`,
  'thank-you': (r, say) =>
    r.orderNumber === 1
      ? `First order ${r.orderName} on ${say.day(r.orderedOn)}: a thank-you the next working morning.`
      : `Order number ${r.orderNumber} (${r.orderName}) on ${say.day(r.orderedOn)}: a thank-you for staying.`,
  'moved-quiet-hours': (r, say) =>
    `Moved out of the quiet hours, from ${say.instant(r.fromAt)} to ${say.instant(r.toAt)}.`,
  'moved-day-off': (r, say) =>
    `${say.day(r.fromOn)} is ${dayOffEn[r.because ?? 'any']}, so it goes on ${say.day(r.toOn)}.`,
  'moved-closed-day': (r, say) => `Moved from a closed day, ${say.day(r.fromOn)}, to ${say.day(r.toOn)}.`,
  'moved-campaign-day': (r, say) =>
    `Moved from ${say.day(r.fromOn)}, a day of your own campaigns, to ${say.day(r.toOn)}.`,
  'moved-cap': (r, say) =>
    `Moved from ${say.day(r.fromOn)} to ${say.day(r.toOn)}: at most ${r.limit} in ${r.days} days.`,
  'moved-class-gap': (r, say) =>
    `Moved from ${say.day(r.fromOn)} to ${say.day(r.toOn)} to keep its distance from another mail (${isKind(r.otherKind) ? kindsEn[r.otherKind] : r.otherKind}).`,
  'moved-warm-up': (r, say) =>
    `Moved from ${say.day(r.fromOn)} to ${say.day(r.toOn)}: your domain is new to mail providers and starts with ${say.number(r.limit)} mails a day.`,
  'moved-by-person': (r, say) => `Moved to ${say.instant(r.toAt)} by ${r.by}.`,
  'moved-snooze': (r, say) =>
    `The customer asked to be reminded later: moved from ${say.day(r.fromOn)} to ${say.day(r.toOn)}.`,
  'moved-for-merge': (r, say) =>
    `Moved to ${say.instant(r.toAt)}: another record became part of this customer, and what it says comes first.`,
  'moved-to-wait': (r, say) => `Could not go yet on ${say.day(r.fromOn)}: moved to ${say.day(r.toOn)}.`,
  'moved-day-over': (r, say) =>
    `Its day, ${say.day(r.fromOn)}, was over when the app was installed or this kind last switched on: moved to ${say.day(r.toOn)}.`,
  merged: (r) => `Goes in one mail with ${r.withCount} other${r.withCount === 1 ? '' : 's'}.`,
  'held-review': (r) =>
    r.of === null
      ? 'Waits for a person: you review each message of this kind.'
      : `Waits for a person: the first ${r.of} messages of a kind and its first 14 days are reviewed.`,
  'held-flood': (r) =>
    `Held as one batch: ${r.count} mails of this kind fall on one day, more than the usual limit of ${r.limit}. Home and the list of what is held have the button that lets it go.`,
  'held-paused': (r) =>
    r.by === BREAKER
      ? stoppedEn.causes[r.scope === 'shop' ? 'hard-bounces' : 'spam-reports'].title
      : r.scope === 'shop'
        ? `Held: everything was paused by ${r.by}.`
        : `Held: this kind was paused by ${r.by}.`,
  'held-country': (r, say) => `Held: mail to ${say.country(r.country)} is paused.`,
  'held-complaint': (r, say) => `Held: a complaint is open since ${say.day(r.openedOn)}.`,
  'held-after-complaint': (r, say) =>
    `Held until ${say.day(r.until)}: a complaint was closed a short time ago.`,
  'held-late-order': (r) => `Held: order ${r.orderName} is late.`,
  'held-pending-refund': (r) => `Held: a refund for order ${r.orderName} is on its way.`,
  'held-dispute': (r) => `Held: the customer’s bank questions the payment of order ${r.orderName}.`,
  'held-promise': (r, say) => `Held: a promise was due ${say.day(r.dueOn)}.`,
  'held-situation': (r, say) =>
    `Held because the customer ${situationEn[r.situation]}${r.until ? `, until ${say.day(r.until)}` : ''}.`,
  'held-reply': (r, say) => `Held: the customer wrote back on ${say.day(r.repliedOn)}.`,
  'held-not-reconciled': (r, say) =>
    `Waits until orders are up to date with Shopify${r.through ? ` (known until ${say.instant(r.through)})` : ''}.`,
  'held-sender': (r) =>
    refusalOf(r.detail) === 'login-refused'
      ? `${stoppedEn.causes['login-refused'].title} The server said: “${r.detail}”.`
      : `Waits: the mail server does not take mail (${r.detail}).`,
  'held-not-set-up': (r) => `Waits. ${stoppedEn.gaps[r.missing] ?? r.missing}`,
  'held-restored': () =>
    'Held: Carafe’s data came back from a backup; somebody must look at what is due first.',
  'no-consent': (r, say) =>
    `Not written to: the customer ${consentEn[r.state] ?? 'has given no consent'}, and ${classEn[r.class] ?? 'such'} mail wants consent${r.country ? ` (${say.country(r.country)})` : ', as the country is not known'}.`,
  suppressed: (r, say) =>
    `Not written to: the address is blocked since ${say.day(r.since)} (${becauseEn[r.because] ?? r.because}).`,
  'no-address': () => 'Not written to: there is no usable e-mail address.',
  'preference-off': (r) =>
    r.ofItem
      ? 'Not written to: the customer wants no more reminders of this product.'
      : `Not written to: the customer does not want mail of this kind (${isKind(r.kind) ? kindsEn[r.kind] : r.kind}).`,
  'never-by-staff': (r) =>
    `Not written to: your team turned mail of this kind off for this customer (${isKind(r.kind) ? kindsEn[r.kind] : r.kind}).`,
  snoozed: (r, say) => `Not now: the customer asked to wait until ${say.day(r.until)}.`,
  'never-write': (r) => `Never written to: ${neverEn[r.because]}${r.detail ? ` (${r.detail})` : ''}.`,
  'kind-off': () => 'Not sent: this kind is switched off.',
  'bought-instead': (r, say) => `Not needed: bought ${r.item} in its place on ${say.day(r.on)}.`,
  'bought-again': (r, say) => `Not needed: bought ${r.item} again on ${say.day(r.on)}.`,
  refunded: (r, say) => `Not sent: refunded${r.on ? ` on ${say.day(r.on)}` : ''}.`,
  returned: (r, say) => `Not sent: returned${r.on ? ` on ${say.day(r.on)}` : ''}.`,
  'cancelled-order': (r) => `Not sent: order ${r.orderName} was cancelled.`,
  'high-risk-order': (r) => `Not sent: order ${r.orderName} is marked high risk.`,
  'order-on-hold': (r) => `Not sent: order ${r.orderName} is on hold.`,
  'on-subscription': () => 'Not needed: it comes by subscription.',
  'not-available': (r) => `Not sent: ${r.item} is not available at the moment.`,
  'supply-travelling': (r) => `Not yet: order ${r.orderName} is still on its way.`,
  unlikely: (r, say) =>
    `Not sent: ${say.share(r.probability)} likely to reorder now, below the ${say.share(r.minimum)} that is asked for.`,
  'cycle-too-short': (r) =>
    `No reminders: bought again every ${r.days === 1 ? 'day' : `${r.days} days`}, and below ${r.minimum} nobody needs one.`,
  'too-late': (r, say) =>
    r.neverPlanned
      ? `Never planned: its day, ${say.day(r.wasDueOn)}, had already passed.`
      : `Not sent: it was due ${say.day(r.wasDueOn)}, ${r.days} days ago.`,
  'price-below': (r, say) =>
    `Not sent: ${say.money(r.unitPriceMinor, r.currency)} is below the smallest price for a warranty mail, ${say.money(r.minimumMinor, r.currency)}.`,
  holdout: (r) =>
    `Left out on purpose: ${percentEn(r.percent)} of customers get nothing of this kind, to measure what it brings.`,
  expired: (r, say) => `Too late to be useful: it would have helped until ${say.day(r.usefulUntil)}.`,
  'no-room': (r, say) =>
    r.days === 0
      ? `No open day was left before ${say.day(r.usefulUntil)}, when it stops being useful.`
      : `No room within ${r.limit} in ${r.days} days before ${say.day(r.usefulUntil)}, when it stops being useful.`,
  'plan-changed': () => 'No longer part of the plan.',
  'customer-gone': (r) => goneEn[r.because],
  'shop-gone': () => 'Not sent: the app is not installed in this shop.',
  'skipped-by-person': (r) => `Skipped by ${r.by}.`,
  'approved-by-person': (r) => `Approved by ${r.by}.`,
  'sent-now-by-person': (r) => `Brought forward by ${r.by}, to leave at once.`,
  'undone-by-person': (r) => `Undone by ${r.by}.`,
  'confirmed-sent-by-person': (r) => `Confirmed as arrived by ${r.by}.`,
  'resent-by-person': (r) => `Sent again, as asked by ${r.by}.`,
  'hold-ended': () => 'What held it has ended.',
  'approval-fell': (r) => `Needs a new look: ${fellEn[r.because]} since it was approved.`,
  claimed: () => 'Being sent now.',
  'sent-instead': () => 'Went to you instead of the customer, as you wished.',
  sent: (r) => `Taken by the mail server: ${r.reply}`,
  'soft-failure': (r, say) =>
    `Not taken yet ${atEn(r.phase)}; the next try is at ${say.instant(r.nextTryAt)}. The server said: “${r.reply}”.`,
  'turned-away': (r, say) =>
    `The mail server refuses connections from the machine that Carafe runs on, so this has nothing to do with this mail or your sender address; the next try is at ${say.instant(r.nextTryAt)}. Whoever runs Carafe for you can ask the provider why. The server said: “${r.reply}”.`,
  'hard-failure': (r) =>
    `Refused for good ${atEn(r.phase)}; it is not tried again. The server said: “${r.reply}”.`,
  'out-of-tries': (r) =>
    `Given up after ${r.tries} ${r.tries === 1 ? 'try' : 'tries'}. The server said last: “${r.reply}”.`,
  'lease-ran-out': (r) =>
    r.phase === 'committing'
      ? 'Unconfirmed: the connection ended after the mail was handed over, so it may or may not have arrived. It is not sent again by itself.'
      : 'The process that was sending it stopped before the mail was handed over; it is tried again.',
  'template-error': (r) => `The template has an error: ${templateProblemEn(r.detail)}.`,
};

/** Where on its way the mail was, without a word of the protocol. */
function atEn(phase: string): string {
  if (phase === 'committing') return 'after the whole mail was read';
  if (phase === 'body') return 'while the mail was read';
  return phase === 'envelope' ? 'before the mail was read' : 'when connecting';
}

const dayOffEn = {
  rest: 'the weekly day of rest that you keep free',
  weekend: 'at the weekend, when such mails do not leave',
  holiday: 'a public holiday, when such mails do not leave',
  any: 'a day off',
} as const;
const wasEn = { delivered: 'delivered', expected: 'arrival estimated', ordered: 'ordered' } as const;
const becauseEn: Readonly<Record<string, string>> = {
  unsubscribe: 'unsubscribed',
  hard_bounce: 'mail was refused for good',
  soft_bounces: 'mail bounced three times in a week',
  spam_report: 'reported as spam',
  manual: 'blocked by a person',
  redacted: 'data erased on request',
};
const consentEn: Readonly<Record<string, string>> = {
  NOT_SUBSCRIBED: 'has not subscribed',
  UNSUBSCRIBED: 'has unsubscribed',
  PENDING: 'has not confirmed the subscription',
};
const classEn: Readonly<Record<string, string>> = { marketing: 'marketing', relationship: 'such personal' };
const neverEn = {
  tag: 'has a tag on your never-list',
  company: 'is a company',
  relay: 'has a marketplace’s relay address',
  test: 'is a test',
} as const;
const situationEn = { ill: 'is ill', in_grief: 'is in grief', died: 'has died' } as const;
const goneEn = {
  deleted: 'Not sent: the customer was deleted in Shopify.',
  redacted: 'Not sent: the customer’s data was erased on request.',
  merged: 'Not sent: the customer was merged into another.',
  died: 'Not sent: the customer has died.',
} as const;
const fellEn = {
  reason: 'its reason changed',
  recipient: 'the recipient changed',
  text: 'the text changed',
  late: 'it stayed too long',
} as const;

/** What the forecast rests on; a part that is none is not counted out. */
function restsEn(own: number, others: number, say: ReasonFormats): string {
  const customers = others === 1 ? 'one other customer' : `${say.number(others)} other customers`;
  if (own === 0)
    return others === 0
      ? 'Nobody has bought it again so far; this rests on how long it is said to last.'
      : `They have not bought it again so far; this rests on ${customers}.`;
  const reorders = own === 1 ? 'one reorder' : `${own} reorders`;
  return `This rests on ${reorders} of their own${others === 0 ? '' : ` and ${customers}`}.`;
}
