import { expect, test } from 'vitest';
import { queueTrouble } from '~/base/queue/queue-trouble';

const failing = (message: string, code?: string) => Object.assign(new Error(message), { code });

test.each([
  [failing('NOAUTH Authentication required.'), 'NOAUTH: it wants another user name or password'],
  [failing('WRONGPASS invalid username-password pair'), 'WRONGPASS: it wants another user name or password'],
  [failing("READONLY You can't write against a read only replica."), 'READONLY: it is a read-only replica'],
  [failing("OOM command not allowed when used memory > 'maxmemory'."), 'OOM: its memory is full'],
  [failing('Protocol error, got "H" as reply type byte.'), 'what answers there is no Redis'],
  [
    failing('connect ECONNREFUSED 10.0.0.1:6379', 'ECONNREFUSED'),
    'ECONNREFUSED: nothing listens at its address',
  ],
  [failing('no answer within 4000 ms'), 'nothing comes back from its address'],
])('%s is told in words of our own', (error, words) => {
  expect(queueTrouble(error)).toBe(words);
});

test('no address or password comes along', () => {
  const words = queueTrouble(
    failing('WRONGPASS redis://user:SECRET@10.0.0.1:6379', 'WRONGPASS redis://user:SECRET@10.0.0.1'),
  );
  expect(words).toBe('WRONGPASS: it wants another user name or password');
});

test('what is not known is not guessed, nor quoted', () => {
  expect(queueTrouble(failing('redis://user:secret@host is odd'))).toBeNull();
  expect(queueTrouble('secret')).toBeNull();
});
