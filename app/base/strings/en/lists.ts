import { counted } from '~/base/strings/counted';
import type { CustomerSort } from '~/base/vocabulary/customers-query';
import type { Hold, WhyNot } from '~/base/vocabulary/queue-query';

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** Words of home, customers, one customer and the queue that came after the first panel. */
export const listsEn = {
  why: {
    sent: (days: number) =>
      `Mails that your mail server took in the last seven days, and what followed them: counted are mails, each at most once in a part of the sentence, and orders. Clicked means that the link to order was opened. An order counts once: “through the link” when it was begun from the mail’s own link, “after a mail” when the customer bought the same thing within ${many(days, 'day', 'days')}. What they would have bought anyway is in both, so this is no proof of effect.`,
    week: 'Messages that are planned or wait for you, by the day on which they are due by the shop’s clock. Each is judged once more before it leaves, so what leaves may be less.',
    weekTotal: 'Messages in these seven days',
    customer:
      'Orders and spending are the greater of Shopify’s figure and the orders that we hold. The chances come from their own rhythm, how long they have been silent, and customers like them in your store.',
    customerOrders: 'Orders',
    status: {
      rule: 'It follows how long they have been silent, measured by their own rhythm: due when one in three such orders has come, late when four in five have, lapsed when so long a silence happens to a loyal customer at most once a year. Lapsed says that they broke their rhythm, not that they are gone: how likely it is that they come back stands on their page under “Still a customer”.',
      interval: 'Usual time between orders',
      days: (count: number) => many(count, 'day', 'days'),
      due: 'Due from',
      late: 'Late after',
      lapsed: 'Lapsed from',
    },
    runsOut:
      'What of all they use is likely to be bought again first, its middle day, and the days between which eight chances in ten lie. The customer’s page shows what that rests on. “Not known yet”: too few customers bought it to tell whether it is used up, until you say so.',
    runsOutMore: 'Products to confirm',
    health:
      'Carafe compares itself with your store every few minutes, and marketing waits while the last comparison is older than 15 minutes. A mail counts as overdue two minutes after its time. The mail server is judged by its last answers.',
    healthCompared: 'Last compared',
    healthMail: 'Last mail taken',
    healthDue: 'Mails overdue',
    sentFrom: 'Counted from',
    sentOrders: 'Orders that followed',
    sentAmount: 'Their total',
  },
  sendingNow: {
    title: (count: number) => `On its way: ${many(count, 'message', 'messages')}`,
    about: 'Handed to the mail server now, or waiting for the next try. Nothing is to be decided here.',
  },
  send: {
    offline: 'No connection. Nothing was changed; try again.',
    failed: 'That did not work. Nothing was changed; try again.',
    unsure: 'No proper answer came, so it may have been done or not. Look at the page before you try again.',
    silent: 'No answer yet. It may still be done, or have been done: wait, or load the page again and look.',
    session: 'Your session has ended. Nothing was changed; what you typed is kept.',
    tooBig: 'This is more than can be taken at once. Nothing was changed.',
    exportFailed: 'The file did not arrive whole. Try again.',
    forbidden: 'You may not do this. Ask the owner of the store.',
  },
  filters: {
    product: 'Product',
    productSearch: 'Find a product',
    noProduct: 'No product of that name.',
    gone: 'no longer there',
    hold: 'Held because',
    ending: 'How it ended',
    whyNot: 'Why not sent',
    clear: (filter: string) => `Clear ${filter}`,
    clearAll: 'Clear all',
  },
  flood: {
    title: (kind: string, count: string) => `${kind}: ${count} held, far more than usual`,
    about: (limit: string) =>
      `Of this kind up to ${limit} mails a day leave unasked. More fell on one day, so they wait until somebody has looked: after an import that can be right, but a wrong date would reach them all.`,
    look: 'Look at them',
    release: 'Let them go',
    sure: (count: string) => `Let ${count} go?`,
    sureAbout: [
      'Each leaves at its time, and what is overdue in the next slot, unless something else still holds it.',
      'What has left cannot be called back. Skip in the list what should not go.',
    ],
    released: 'They go now; the plan is made anew within minutes.',
  },
  holds: {
    'held-complaint': 'A complaint is open',
    'held-after-complaint': 'A complaint was just closed',
    'held-late-order': 'An order is late',
    'held-pending-refund': 'A refund is on its way',
    'held-promise': 'A promise is overdue',
    'held-reply': 'They replied',
    'held-situation': 'Their situation',
    'held-flood': 'Far more than usual',
    'held-paused': 'Paused',
    'held-country': 'Their country is paused',
    'held-not-reconciled': 'Not yet compared with the store',
    'held-sender': 'The mail server',
    'held-not-set-up': 'Set-up not finished',
    'held-restored': 'Restored from a backup',
  } satisfies Record<Hold, string>,
  whyNots: {
    'bought-again': 'Bought again before its day',
    'bought-instead': 'Bought a substitute before its day',
    'no-consent': 'No consent',
    suppressed: 'Address is blocked',
    'never-write': 'Never written to, by your rules',
    'no-address': 'No address',
    'preference-off': 'Did not want this mail',
    'never-by-staff': 'Turned off for this customer by your team',
    unlikely: 'A reorder was too unlikely',
    'cycle-too-short': 'Bought too often for a reminder',
    'on-subscription': 'On subscription',
    'supply-travelling': 'More of it was on the way',
    'not-available': 'Not available',
    'too-late': 'Its day had passed',
    'no-room': 'No day was left by the caps',
    'price-below': 'Price below your limit',
    refunded: 'Refunded',
    returned: 'Returned',
    'cancelled-order': 'Order cancelled',
    'high-risk-order': 'Order at high risk',
    'plan-changed': 'The plan changed',
    expired: 'No longer useful',
    holdout: 'Left out by chance',
    'skipped-by-person': 'Skipped by your people',
    'customer-gone': 'Customer no longer there',
    'kind-off': 'This kind was off',
    snoozed: 'Asked for silence',
    'order-on-hold': 'Order on hold',
    'shop-gone': 'The app was not installed',
  } satisfies Record<WhyNot, string>,
  queue: {
    asList: 'As a list',
    asCalendar: 'As a calendar',
    ahead: 'What is left out of the days to come',
    behind: 'Back to what was not sent until now',
    nothingMatches: 'Nothing matches the filters',
    nothingMatchesAbout: 'Take a filter away to see more.',
    selectMatching: (count: string) => `Select all ${count} that match`,
    selectFirst: (count: string) => `Select the first ${count} that match`,
    allMatching: 'On this page and on the others',
    sure: {
      approve: (count: string) => `Approve ${count} messages?`,
      send_now: (count: string) => (count === '1' ? 'Send 1 message now?' : `Send ${count} messages now?`),
      skip: (count: string) => `Skip ${count} messages?`,
      move: (count: string) => `Move ${count} messages?`,
    },
    sureAbout: {
      approve: 'Each leaves at its planned time, in ten minutes at the earliest.',
      skip: 'None of them is sent, nor a second one about the same purchase. Other reasons to write to these customers are not concerned.',
    },
    sureUndo: 'You can take all of it back for ten minutes.',
    moveGo: (day: string, messages: number, people: number) =>
      `${many(messages, 'message', 'messages')} to ${many(people, 'customer', 'customers')} ${messages === 1 ? 'goes' : 'go'} on ${day}, or on the next open day that your limits leave. What is of one kind for one customer goes as one mail.`,
    moveAlong: (count: number) =>
      `${count.toLocaleString('en')} of them ${count === 1 ? 'was' : 'were'} not chosen, but ${count === 1 ? 'goes' : 'go'} along: ${count === 1 ? 'it shares' : 'they share'} a mail with one that was.`,
    moveEarly: (count: number) =>
      `${count.toLocaleString('en')} of them ${count === 1 ? 'leaves' : 'leave'} more than a month earlier than planned.`,
    moveStay: (day: string, count: number) =>
      `${many(count, 'message cannot be moved and stays as it is', 'messages cannot be moved and stay as they are')}: on ${day} ${count === 1 ? 'it is' : 'they are'} of no use any more.`,
    moveNone: 'None of these messages can be moved there',
    moveUnknown:
      'What this would mean cannot be counted right now. What is of no use any more on that day stays as it is.',
    moveConfirm: (count: string) => `Move ${count}`,
    sendNowConfirm: (count: string) => `Send ${count} now`,
    bringForward: (count: string) =>
      count === '1' ? 'Bring 1 message forward?' : `Bring ${count} messages forward?`,
    bringForwardConfirm: (count: string) => `Bring ${count} forward`,
    sendNowMany: (count: number, mails: number, people: number, hasFlow: boolean) =>
      count === 1
        ? '1 message leaves in ten minutes. Until then you can take it back.'
        : `${many(count, 'message leaves', 'messages leave')} in ten minutes, as ${many(mails, 'mail', 'mails')} to ${many(people, 'customer', 'customers')}: what is of one kind for one customer goes as one mail${hasFlow ? ', but Shopify Flow is told of each message by itself' : ''}. Until then you can take them back.`,
    sendNowSeveral: (people: number, hasFlow: boolean) =>
      `${many(people, 'customer gets', 'customers get')} more than one mail, since each kind is a mail of its own${hasFlow ? ' and Shopify Flow is told of each message by itself' : ''}.`,
    sendNowWait: (why: string, count: number) =>
      `${why} So ${many(count, 'message waits', 'messages wait')} until that is over, and then ${count === 1 ? 'leaves' : 'leave'} at the next suitable hour, unless of no use any more by then.`,
    sendNowStay: (why: string, count: number) =>
      `${many(count, 'message cannot be sent now and stays as it is', 'messages cannot be sent now and stay as they are')}. ${why}`,
    ofSome: (count: number, why: string) => `${many(count, 'message', 'messages')}: ${why}`,
    otherReasons: 'for other reasons.',
    sendNowNone: 'None of these messages can be sent now',
    sendNowMatching: (count: string) =>
      `Of the ${count} messages, those that nothing stands in the way of leave in ten minutes; until then you can take them back. Those that cannot be sent now stay as they are.`,
  },
  customers: {
    message: 'Message',
    sort: 'Sort',
    sorts: {
      newest: 'Last order, newest first',
      oldest: 'Last order, longest ago first',
      orders: 'Most orders',
      spending: 'Most spent',
    } satisfies Record<CustomerSort, string>,
    saveView: 'Save these filters as a view',
    viewRefused: {
      'name-taken': 'There is a view of that name already.',
      'too-many': 'There are 30 views; delete one first.',
      'not-found': 'That view is no longer there.',
    },
    export: 'Export',
    exporting: (rows: string, total: string) =>
      `Exporting: ${rows} of ${counted(total, 'customer', 'customers')}`,
    exported: (rows: number) => `${many(rows, 'customer', 'customers')} exported`,
    csv: {
      columns: [
        'Name',
        'E-mail',
        'Status',
        'Orders',
        'Last order',
        'Runs out next',
        'Expected',
        'Next message',
        'Due',
      ],
      spent: (currency: string) => `Spent (${currency})`,
    },
  },
  batch: {
    running: {
      approve: (done: string, total: string) => `Approving: ${done} of ${total}`,
      skip: (done: string, total: string) => `Skipping: ${done} of ${total}`,
      move: (done: string, total: string) => `Moving: ${done} of ${total}`,
      send_now: (done: string, total: string) => `Sending now: ${done} of ${total}`,
      undo: (done: string, total: string) => `Taking back: ${done} of ${total}`,
    },
    finished: {
      approve: (count: string) => `Approved: ${count}`,
      skip: (count: string) => `Skipped: ${count}`,
      move: (count: string) => `Moved: ${count}`,
      send_now: (count: string) => `Brought forward: ${count}`,
      undo: (count: string) => `Taken back: ${count}`,
    },
    refused: (count: number) => `${many(count, 'message', 'messages')} stayed as before.`,
  },
  done: {
    move: (count: number) => `${many(count, 'message', 'messages')} moved`,
    moveAlong: (count: number) => `${many(count, 'other', 'others')} of the same mail went along.`,
    undo: (count: number) => `${many(count, 'message', 'messages')} taken back`,
    send_now: (count: number) => `${many(count, 'message leaves', 'messages leave')} in ten minutes`,
    someWait: (why: string, count: number) =>
      `${many(count, 'message', 'messages')} brought forward, but not all can leave yet. ${why}`,
  },
  resend: {
    title: 'Send it again?',
    about: (name: string) => `${name} gets this mail anew, as soon as the last checks allow it.`,
    unconfirmed:
      'Look in your mail server’s log first: if it did arrive, they get it twice. It is sent once more, not again and again.',
    failed: 'Do this when the cause is gone. Consent, unsubscribes and complaints are looked at once more.',
  },
  pause: {
    menu: 'Pause',
    pauseKind: (kind: string) => `Pause “${kind}”`,
    titleKind: (kind: string) => `Pause “${kind}”?`,
    aboutKind: (kind: string) =>
      `No mail of the kind “${kind}” leaves until you resume it. The other kinds go on.`,
    confirmKind: 'Pause this kind',
    kindPaused: (kind: string) => `“${kind}” is paused`,
    kindResumed: (kind: string) => `“${kind}” goes on`,
    kindTitle: (kind: string) => `“${kind}” is paused`,
    kindSince: (since: string) =>
      `Paused since ${since}. Its messages keep their place; the other kinds go on.`,
    sinceBy: (since: string, by: string) => `${since} by ${by}`,
    unknown: 'What this would mean cannot be counted right now. You can pause all the same.',
  },
  timeline: { past: 'Until now' },
  offline: {
    title: 'No connection',
    about: (time: string) =>
      `What you see is from ${time}. Mails that are due leave all the same. Nothing can be saved or decided until the connection is back; what you have typed stays.`,
  },
  stale: {
    session: {
      title: 'Your session has ended',
      about: (time: string) =>
        `What you see is from ${time}, and nothing can be saved. What you typed is kept in this browser: open Carafe again from the apps of your Shopify admin, and it is there.`,
    },
    failed: {
      title: 'This page could not be loaded again',
      about: (time: string) =>
        `What you see is from ${time}, and what you typed stays. Carafe tries it again by itself; mails that are due leave all the same.`,
    },
  },
  never: {
    action: (kind: string) => `Never “${kind}” for them`,
    done: (kind: string) => `“${kind}” is off for this customer`,
    undone: (kind: string) => `“${kind}” is on again for this customer`,
    byStaff: (kind: string) => `${kind} turned off by your staff`,
    allow: 'Allow again',
    refused: 'They chose this themselves; only they can change it.',
  },
};

export type ListsStrings = typeof listsEn;
