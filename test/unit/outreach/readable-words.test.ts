import { expect, test } from 'vitest';
import { contentClass } from '~/outreach/templates/text/content-class';
import { wordsOfBody } from '~/outreach/templates/text/readable-words';

const classOf = (body: string) =>
  contentClass({ subject: '', preheader: '', text: '', body: `<mj-text>${body}</mj-text>` }).class;

test.each([
  '{{ "20 % off everything with code SAVE20" }}',
  "{% assign offer = '20 % off everything with code SAVE20' %}{{ offer }}",
  '{{ "20 % " | append: "off everything" }}',
  '{{ "off everything" | prepend: "20 % " }}',
  '{{ 20 }} % off everything',
  '{{ customer.nickname | default: "20 % off everything" }}',
  '{{ "@ off everything" | replace: "@", "20 %" }} {{ "20 % off" }}',
  '{% assign some = "20 %" %}{% assign rest = "off everything" %}{{ some }} {{ rest }}',
  '{% assign code = "SAVE" %}{% assign number = "20" %}Use code {{ code }}{{ number }}',
  '{% for one in "20 % off everything|hurry" | split: "|" %}{{ one }}{% endfor %}',
  '</mj-text><mj-button href="{{ shop.url }}/order">{{ "Buy now" }}</mj-button><mj-text>',
  '</mj-text><mj-button href="{{ shop.url }}/{{ \'cart\' }}">Here</mj-button><mj-text>',
])('an offer that Liquid puts there is an offer: %s', (body) => {
  expect(classOf(body)).toBe('marketing');
});

test.each([
  'Hello {{ customer.first_name }}, the warranty of your {{ item.title }} ends soon.',
  '{% if item.title == "20 % off everything" %}All is well.{% endif %}',
  '{% case item.title %}{% when "Buy now" %}All is well.{% endcase %}',
  'It ends on {{ item.ends_on | date: "%d %B %Y" }}.',
  '{% for one in items %}{{ one.title }}{% unless forloop.last %}, {% endunless %}{% endfor %}',
])('what is put in, compared with or a form is no word: %s', (body) => {
  expect(classOf(body)).toBe('transactional');
});

test('words are read in the order in which they are put, with a sign for each value', () => {
  expect(wordsOfBody('{{ "b" | append: "c" | prepend: "a" | date: "%d" | upcase }}')).toBe('abc');
  expect(wordsOfBody('{{ item.title | append: "!" }}')).toBe('\uFFFC!');
  expect(wordsOfBody('{{ "it\'s" }} {{ \'"so"\' }}')).toBe('it\'s "so"');
});
