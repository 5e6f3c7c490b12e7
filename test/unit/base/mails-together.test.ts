import { expect, test } from 'vitest';
import { mailsTogether } from '~/base/vocabulary/mails-together';

const reminder = {
  customerId: '1',
  kind: 'running-low',
  class: 'marketing',
  channel: 'email',
} as const;
const thanks = { ...reminder, kind: 'thank-you', class: 'relationship' } as const;

test('messages of one kind for one customer are one mail, and each kind is a mail of its own', () => {
  const other = { ...reminder, customerId: '2' };
  expect(mailsTogether([reminder, reminder, thanks, reminder, other, other])).toEqual({
    mails: 3,
    people: 2,
    several: 1,
    hasFlow: false,
  });
  expect(mailsTogether([])).toEqual({ mails: 0, people: 0, several: 0, hasFlow: false });
});

test('Flow is told of one message a call', () => {
  const call = { ...reminder, channel: 'flow' } as const;
  expect(mailsTogether([call, call, reminder])).toEqual({ mails: 3, people: 1, several: 1, hasFlow: true });
});
