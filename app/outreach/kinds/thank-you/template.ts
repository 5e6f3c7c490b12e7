import { answerLead, answerLeadRow, answerLines, answerRow } from '~/outreach/kinds/answer-row';
import type { TemplateWords } from '~/outreach/kinds/message-facts';

/** Orders within days of each other that are both worth thanks: a first one, and a fifth soon after. */
const others = `{% for one in items offset: 1 %}{{ one.order_name }}{% unless forloop.last %}, {% endunless %}{% endfor %}{% if more_titles != "" %}, {{ more_titles }}{% endif %}`;

const othersToo = {
  en: `This goes for ${others}, too.`,
  de: `Das gilt ebenso für ${others}.`,
};

const alsoFor = (line: string) => `<mj-raw>{% if items.size > 1 %}</mj-raw>
<mj-text>${line}</mj-text>
<mj-raw>{% endif %}</mj-raw>`;

const lead = {
  en: answerLead({ words: 'Or answer here', about: ' about order {{ item.order_name }}' }),
  de: answerLead({ words: 'Oder antworten Sie hier', about: ' zur Bestellung {{ item.order_name }}' }),
};

export const thankYouWords: Readonly<Record<'en' | 'de', TemplateWords>> = {
  en: {
    subject:
      '{% if item.is_first %}Thank you for your first order{% else %}Thank you for your {{ item.order_ordinal }} order{% endif %}{% if customer.first_name %}, {{ customer.first_name }}{% endif %}',
    preheader: 'Only that, and a person who reads your reply.',
    body: `<mj-text>
  {% if customer.first_name %}Hello {{ customer.first_name }},{% else %}Hello,{% endif %}
</mj-text>
<mj-raw>{% if item.is_first %}</mj-raw>
<mj-text>
  On {{ item.ordered_on }} you ordered from us for the first time ({{ item.order_name }}). Thank you for trusting us; we were glad to see your name.
</mj-text>
<mj-raw>{% else %}</mj-raw>
<mj-text>
  {{ item.order_name }} was your {{ item.order_ordinal }} order with us. That you keep coming back means a lot to us: thank you.
</mj-text>
<mj-raw>{% endif %}</mj-raw>
${alsoFor(othersToo.en)}
<mj-text>
  There is nothing to buy in this mail. If you have a question about your order, or about anything else, simply reply. A person reads it and answers.
</mj-text>
${answerLeadRow(lead.en)}
${answerRow}
<mj-text>Kind regards,<br/>{{ signature }}</mj-text>`,
    text: `{% if customer.first_name %}Hello {{ customer.first_name }},{% else %}Hello,{% endif %}

{% if item.is_first %}On {{ item.ordered_on }} you ordered from us for the first time ({{ item.order_name }}). Thank you for trusting us; we were glad to see your name.{% else %}{{ item.order_name }} was your {{ item.order_ordinal }} order with us. That you keep coming back means a lot to us: thank you.{% endif %}{% if items.size > 1 %} ${othersToo.en}{% endif %}

There is nothing to buy in this mail. If you have a question about your order, or about anything else, simply reply. A person reads it and answers.
{% if item.answers.size > 0 %}
${lead.en}
${answerLines}{% endif %}
Kind regards,
{{ signature }}`,
  },
  de: {
    subject:
      'Danke für Ihre {% if item.is_first %}erste{% else %}{{ item.order_ordinal }}{% endif %} Bestellung{% if customer.first_name %}, {{ customer.first_name }}{% endif %}',
    preheader: 'Nur das, und ein Mensch, der Ihre Antwort liest.',
    body: `<mj-text>
  {% if customer.first_name %}Guten Tag {{ customer.first_name }},{% else %}Guten Tag,{% endif %}
</mj-text>
<mj-raw>{% if item.is_first %}</mj-raw>
<mj-text>
  am {{ item.ordered_on }} haben Sie zum ersten Mal bei uns bestellt ({{ item.order_name }}). Danke für Ihr Vertrauen; wir haben uns gefreut.
</mj-text>
<mj-raw>{% else %}</mj-raw>
<mj-text>
  {{ item.order_name }} war Ihre {{ item.order_ordinal }} Bestellung bei uns. Dass Sie immer wieder kommen, bedeutet uns viel: danke.
</mj-text>
<mj-raw>{% endif %}</mj-raw>
${alsoFor(othersToo.de)}
<mj-text>
  Zu kaufen gibt es in dieser Mail nichts. Wenn Sie eine Frage zu Ihrer Bestellung oder zu etwas anderem haben, antworten Sie einfach. Ein Mensch liest es und schreibt zurück.
</mj-text>
${answerLeadRow(lead.de)}
${answerRow}
<mj-text>Herzliche Grüße<br/>{{ signature }}</mj-text>`,
    text: `{% if customer.first_name %}Guten Tag {{ customer.first_name }},{% else %}Guten Tag,{% endif %}

{% if item.is_first %}am {{ item.ordered_on }} haben Sie zum ersten Mal bei uns bestellt ({{ item.order_name }}). Danke für Ihr Vertrauen; wir haben uns gefreut.{% else %}{{ item.order_name }} war Ihre {{ item.order_ordinal }} Bestellung bei uns. Dass Sie immer wieder kommen, bedeutet uns viel: danke.{% endif %}{% if items.size > 1 %} ${othersToo.de}{% endif %}

Zu kaufen gibt es in dieser Mail nichts. Wenn Sie eine Frage zu Ihrer Bestellung oder zu etwas anderem haben, antworten Sie einfach. Ein Mensch liest es und schreibt zurück.
{% if item.answers.size > 0 %}
${lead.de}
${answerLines}{% endif %}
Herzliche Grüße
{{ signature }}`,
  },
};
