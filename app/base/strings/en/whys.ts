/** What a number answers that is asked "Why?", where the page itself does not say it. */
export const whysEn = {
  work: {
    about: 'what there is to do',
    sentence:
      'Tasks and promises that are open, of all customers. Overdue is what should have been done by now; a promise breaks within a day if its time comes in the next 24 hours. Complaints are not counted here, and from 100 on it is not counted further.',
    open: 'Open',
    overdue: 'Overdue',
    breaking: 'Promises that break within a day',
  },
  workTabs: {
    about: 'the numbers at the tabs',
    sentence:
      'To do: tasks and promises that are open, of all customers, whoever has taken them; from 100 on it is not counted further. Open complaints stand above the list and are not in it. What was done is not counted.',
  },
  queueTabs: {
    about: 'the numbers at the tabs',
    sentence:
      'How many messages stand in each list now, of all kinds, products and days: filters narrow the list and not these numbers. From 1,000 on it is not counted further. A tab without a number is empty, or its list is not counted.',
  },
  pause:
    'Counted are messages that are planned or wait for your word and are due in these seven days, as the plan stands now. What is held waits already.',
  settings: {
    about: 'what a setting would have done in the last 30 days',
    sentence:
      'Looked at are the mails that left in the last 30 days, the newest 5,000 of them: each is asked whether it would have left at the same time with what stands in the field now. Only that one field is changed in thought, and what was held or left out is not in it. Mails that somebody sent by hand are counted like the others, though they would have left all the same.',
  },
  segment: {
    about: 'the numbers of this segment',
    sentence:
      'Shopify says who is in the segment. Who may get mail is asked of their consent, the rules of their country, unsubscribes and addresses that cannot be reached, as before each mail. A reason is a message that is planned, held or waits for your word.',
    people: 'People in the segment',
    known: 'Of those looked at, known to Carafe',
    looked: 'Looked at',
    days: 'Days ahead',
  },
  dryRunAhead: {
    about: 'the next four weeks',
    sentence:
      'The same plan as in earnest, made of what is known now: each customer’s forecasts and purchases, with consent, caps and quiet hours of today. Customers who get two mails count once.',
  },
  dryRunWould: {
    about: 'what would have gone out',
    sentence:
      'For each customer the store’s past is lived through again, and each day’s plan is made of what was known on that day alone. Counted are the mails that no rule would have stopped, in the month of their day.',
    looked: 'Customers lived through',
    customers: 'Customers in all',
    months: 'Months looked at',
  },
  dryRunRefused: {
    about: 'what would not have gone out',
    sentence:
      'Messages that would have been due and were stopped by a rule, each once, by the rule that stopped it.',
  },
  products: {
    lasts:
      'Days that one lasts one person, as you entered it. Empty: you have not said, and orders alone decide.',
    buyers:
      'Customers who bought one of its products at least once, in the orders that Carafe has read. It is counted anew each night.',
  },
  columns: {
    about: 'what the list says',
    sentence: 'Where each part of the list comes from:',
  },
  due: {
    about: 'who runs out next',
    sentence:
      'Customers whose forecast for this product has its middle day within 30 days, or behind them while there is still one chance in ten that they come. Lapsed customers and those who have died are left out. The nearest day stands first.',
    soon: 'Within 30 days',
    past: 'Past their day',
  },
  templates: {
    about: 'how many were sent',
    sentence:
      'Mails that left in the last seven days with these words, by kind and language. Mails that went to you instead, and tests, are not counted.',
  },
  languages: {
    about: 'the languages of your customers',
    sentence:
      'The language that Shopify has noted for each customer, usually that of the checkout. Counted are customers who bought, the newest 1,000 of them.',
  },
  found: {
    customers: 'customers and orders',
    customersSentence:
      'Orders that Carafe has read so far and that were not deleted, and the customers behind them. Customers who never bought are not counted; who was merged counts once.',
    customersCount: 'Customers who bought',
    orders: 'Orders',
    oldest: 'Oldest order',
    forecast: 'who runs out when',
    forecastSentence:
      'Of those who may get this mail: who bought something that is used up, so that Carafe has a forecast of their next purchase.',
    parcels: 'days of delivery',
    usage: 'what is used up',
    usageSentence:
      'Your own word counts first, then days of supply that you entered, then a title that names something lasting; else something is used up when at least 10 customers bought it and enough of them came back for it. What belongs together counts once.',
    warranty: 'products with a warranty',
    warrantySentence:
      'Products that have months of warranty entered, by you, by an import or in Shopify’s product data. Where the settings name a usual warranty, those without a word of their own count too.',
  },
};

export type WhysStrings = typeof whysEn;
