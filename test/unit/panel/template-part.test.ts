import { describe, expect, test } from 'vitest';
import { begunName } from '~/components/templates/template-part';

/** "|" is the caret. */
const begunIn = (marked: string) => begunName(marked.replace('|', ''), marked.indexOf('|'));

describe('a name that is being typed', () => {
  test.each([
    ['Hello {{ cust|', 'cust'],
    ['{{|', ''],
    ['{{- item.ti|}} more', 'item.ti'],
    ['{% if item.|', 'item.'],
    ['{% if item.step > 1 and cust|', 'cust'],
  ])('is found in %s', (marked, begun) => expect(begunIn(marked)).toBe(begun));

  test.each(['Hello cust|', '{{ item.title }} cust|', '{% endif %} i|', '{{ item.title | trunc|'])(
    'is not found in %s',
    (marked) => expect(begunIn(marked)).toBeNull(),
  );
});
