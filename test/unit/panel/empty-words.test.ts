import { expect, it } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { parseQueueQuery } from '~/base/vocabulary/queue-query';
import { emptyWords } from '~/components/queue/empty-words';

const s = panelStrings('en');
const words = (search: string, awaiting: number, planned = 0) =>
  emptyWords(
    {
      query: parseQueueQuery(new URLSearchParams(search)),
      counts: { awaiting, held: 0, unconfirmed: 0, failed: 0, planned },
      isAllOff: false,
    },
    { s, isFull: true },
  );

it('a queue in which everything waits for a word says how much, and leads there', () => {
  expect(words('', 214)).toMatchObject({
    title: '214 messages wait for your word',
    action: { url: '/app/queue?view=waiting' },
  });
  expect(words('', 1).title).toBe('1 message waits for your word');
  expect(words('', 0)).toEqual({ title: s.queue.empty.upcoming, about: s.queue.emptyAbout.upcoming });
  expect(words('view=held', 214).title).toBe(s.queue.empty.held);
  expect(words('kind=thank-you', 214).title).toBe(s.lists.queue.nothingMatches);
});

it('a page of a list that has emptied leads to the list’s beginning, with its filters', () => {
  const emptied = {
    title: s.queue.pageEmptied.title,
    action: { url: '/app/queue?view=upcoming&kind=thank-you' },
  };
  expect(words('kind=thank-you&after=1.2', 3, 39)).toMatchObject(emptied);
  expect(words('kind=thank-you&before=1.2', 3, 39)).toMatchObject(emptied);
  expect(words('', 3, 39).title).toBe(s.queue.empty.upcoming);
});
