/** Words of home, customers, one customer and the queue that came after the first panel. */
export const listsEn = {
  why: {
    sent: 'Mails that your mail server took in the last seven days. An order counts once: “through the link” when it was begun from the mail’s own link, “after a mail” when the customer bought the same thing within 14 days. What they would have bought anyway is in both, so this is no proof of effect.',
    sentFrom: 'Counted from',
    sentOrders: 'Orders that followed',
    sentAmount: 'Their total',
  },
};

export type ListsStrings = typeof listsEn;
