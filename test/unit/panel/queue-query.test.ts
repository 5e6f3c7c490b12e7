import { expect, test } from 'vitest';
import { leftOutNames } from '~/base/strings/left-out-names';
import { panelStrings } from '~/base/strings/panel';
import { isQueueFilter, leftOutReasons, parseQueueQuery, queueAddress } from '~/base/vocabulary/queue-query';

test('each reason by which what was not sent can be narrowed has a name in both languages', () => {
  for (const locale of ['en', 'de'] as const)
    expect(leftOutReasons.filter((code) => !leftOutNames(panelStrings(locale))[code])).toEqual([]);
});

test('a reason narrows what was not sent alone, and its address is read back', () => {
  const address = queueAddress({ view: 'past', because: 'unlikely' });
  const parameters = new URLSearchParams(address.slice(address.indexOf('?')));
  expect(parseQueueQuery(parameters).because).toBe('unlikely');
  expect(isQueueFilter(parameters)).toBe(true);
  expect(parseQueueQuery(new URLSearchParams('view=held&because=unlikely')).because).toBeNull();
  expect(parseQueueQuery(new URLSearchParams('view=past&because=x')).because).toBeNull();
});
