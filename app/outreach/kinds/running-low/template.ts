import { answerLines, answerRow } from '~/outreach/kinds/answer-row';
import type { TemplateWords } from '~/outreach/kinds/message-facts';

/** One card a need, the surest first; the big button takes the first one. */
const card = (words: {
  reorder: string;
  reordered: string;
}) => `<mj-table padding="12px 32px 4px" cellpadding="0">
  {% for item in items %}
  <tr>
    {% if item.image_url %}<td width="84" style="padding:10px 16px 10px 0;vertical-align:top"><img src="{{ item.image_url }}" width="84" alt="" style="display:block;width:84px;border-radius:8px"/></td>{% endif %}
    <td{% unless item.image_url %} colspan="2"{% endunless %} style="padding:10px 0;vertical-align:middle;line-height:1.45">
      <strong style="font-size:16px;color:#1c1c1c">{{ item.title }}</strong><br/>
      <span style="font-size:14px;color:#5f5f5f">${words.reordered}</span>
      {% if items.size > 1 and item.reorder_url %}<br/><a href="{{ item.reorder_url }}" style="font-size:14px;color:{{ brand.link }};font-weight:600">${words.reorder}</a>{% endif %}
    </td>
  </tr>
  {% endfor %}
</mj-table>
`;

/**
 * When it runs out, and whose use says so: their own; theirs and that of others; that of others; or the shop's word on how long it lasts, where
 * nobody else is known. A day that has passed is spoken of as past, and as what may be: nobody has looked into the cupboard.
 */
const runsOut = {
  en: '{% if item.is_own_rhythm %}Going by how long your orders usually last{% elsif item.is_shared_rhythm %}Going by your own orders and those of other customers{% elsif item.is_others_rhythm %}Going by how long an order lasts most of our customers{% else %}Going by how long an order usually lasts{% endif %}, your supply {% if item.is_overdue %}may have run out{% else %}will probably run out{% endif %} around {{ item.run_out_on }}',
  de: 'Wenn Ihr Vorrat so lange {% if item.is_overdue %}gereicht hat{% else %}reicht{% endif %}{% if item.is_own_rhythm %} wie sonst{% elsif item.is_shared_rhythm %}, wie Ihre eigenen Bestellungen und die anderer Kunden erwarten lassen{% elsif item.is_others_rhythm %} wie bei den meisten unserer Kunden{% else %} wie üblich{% endif %}, ist er {% if item.is_overdue %}seit etwa dem{% else %}um den{% endif %} {{ item.run_out_on }} aufgebraucht',
};

/** What both parts of a mail begin with, the one with pictures and the plain one. */
const opening = {
  en: `{% if item.ordered_on %}You ordered {{ item.title }} on {{ item.ordered_on }}. {% endif %}${runsOut.en}{% if more_count == 1 %}, and something else may be running low too{% elsif more_count > 1 %}, and a few other things may be running low too{% endif %}. {% if item.step > 1 %}This is the last time we ask.{% elsif item.is_overdue %}If there is none left, you can order here.{% else %}If you would like more in time, you can order here.{% endif %}`,
  de: `{% if item.ordered_on %}am {{ item.ordered_on }} haben Sie {{ item.title }} bestellt. {% endif %}${runsOut.de}{% if more_count > 0 %}, und auch anderes könnte bald zur Neige gehen{% endif %}. {% if item.step > 1 %}Danach fragen wir nicht noch einmal.{% elsif item.is_overdue %}Wenn nichts mehr da ist: Hier liegt Nachschub bereit.{% else %}Wenn Sie rechtzeitig Nachschub möchten: Hier liegt er bereit.{% endif %}`,
};

/** Said of the link that reorders: Shopify opens the checkout for it, where the quantity stands. */
const checkout = {
  en: 'The checkout opens with as many as last time. Nothing is ordered until you confirm it there.',
  de: 'Es öffnet sich die Kasse mit derselben Menge wie zuletzt. Bestellt wird erst, wenn Sie dort bestätigen.',
};

/** Before the buttons of the answers; it has to fit each of them. */
const lead = {
  en: `{% if item.answers.size > 0 %}Are we right{% if items.size > 1 %} about {{ item.title | truncate: 40 }}{% endif %}? Tell us, and{% if item.is_last %} after your next order{% endif %} we go by your answer:{% else %}Still have plenty? Then there is nothing to do.{% endif %}`,
  de: `{% if item.answers.size > 0 %}Stimmt das{% if items.size > 1 %} für {{ item.title | truncate: 40 }}{% endif %}? Sagen Sie es uns, und wir richten uns{% if item.is_last %} ab Ihrer nächsten Bestellung{% endif %} danach:{% else %}Noch genug da? Dann brauchen Sie nichts zu tun.{% endif %}`,
};

export const runningLowWords: Readonly<Record<'en' | 'de', TemplateWords>> = {
  en: {
    subject:
      '{% if item.step > 1 or item.is_overdue %}Do you still have {{ item.title | truncate: 60 }}?{% else %}Running low on {{ item.title | truncate: 60 }}?{% endif %}',
    preheader:
      '{% if item.is_overdue %}By our count your supply may have run out around {{ item.run_out_on }}.{% else %}By our count your supply lasts until about {{ item.run_out_on }}.{% endif %} One click opens the checkout with the same again.',
    body: `<mj-text>
  {% if customer.first_name %}Hello {{ customer.first_name }},{% else %}Hello,{% endif %}
</mj-text>
<mj-text>
  ${opening.en}
</mj-text>
${card({ reorder: 'Order again', reordered: '{% if item.is_overdue %}may have run out around {{ item.run_out_on }}{% else %}lasts until about {{ item.run_out_on }}{% endif %}' })}
<mj-raw>{% if item.reorder_url %}</mj-raw>
<mj-button href="{{ item.reorder_url }}">{% if items.size > 1 %}Order {{ item.title | truncate: 40 }} again{% else %}Order again{% endif %}</mj-button>
<mj-text font-size="13px" color="#6b6b6b" align="center" padding="0 32px 8px">
  ${checkout.en}
</mj-text>
<mj-raw>{% endif %}</mj-raw>
<mj-raw>{% if more_titles != "" %}</mj-raw>
<mj-text font-size="14px" color="#5f5f5f">Perhaps soon, too: {{ more_titles }}.</mj-text>
<mj-raw>{% endif %}</mj-raw>
<mj-text padding="12px 32px 0">
  ${lead.en}
</mj-text>
${answerRow}
<mj-text>Kind regards,<br/>{{ signature }}</mj-text>`,
    text: `{% if customer.first_name %}Hello {{ customer.first_name }},{% else %}Hello,{% endif %}

${opening.en}
{% for one in items %}
{{ one.title }}: {% if one.is_overdue %}may have run out around {{ one.run_out_on }}{% else %}lasts until about {{ one.run_out_on }}{% endif %}
{% if one.reorder_url %}Order again: {{ one.reorder_url }}
{% endif %}{% endfor %}{% if item.reorder_url %}${checkout.en}
{% endif %}{% if more_titles != "" %}
Perhaps soon, too: {{ more_titles }}.
{% endif %}
${lead.en}
${answerLines}
Kind regards,
{{ signature }}`,
  },
  de: {
    subject:
      '{% if item.step > 1 or item.is_overdue %}Haben Sie noch {{ item.title | truncate: 60 }}?{% else %}Geht {{ item.title | truncate: 60 }} bald zur Neige?{% endif %}',
    preheader:
      '{% if item.is_overdue %}Nach unserer Rechnung ist Ihr Vorrat seit etwa dem {{ item.run_out_on }} aufgebraucht.{% else %}Nach unserer Rechnung reicht Ihr Vorrat bis etwa {{ item.run_out_on }}.{% endif %} Ein Klick führt Sie mit derselben Menge zur Kasse.',
    body: `<mj-text>
  {% if customer.first_name %}Guten Tag {{ customer.first_name }},{% else %}Guten Tag,{% endif %}
</mj-text>
<mj-text>
  ${opening.de}
</mj-text>
${card({ reorder: 'Nachbestellen', reordered: '{% if item.is_overdue %}vermutlich seit etwa dem {{ item.run_out_on }} aufgebraucht{% else %}reicht bis etwa {{ item.run_out_on }}{% endif %}' })}
<mj-raw>{% if item.reorder_url %}</mj-raw>
<mj-button href="{{ item.reorder_url }}">{% if items.size > 1 %}{{ item.title | truncate: 40 }} nachbestellen{% else %}Nachbestellen{% endif %}</mj-button>
<mj-text font-size="13px" color="#6b6b6b" align="center" padding="0 32px 8px">
  ${checkout.de}
</mj-text>
<mj-raw>{% endif %}</mj-raw>
<mj-raw>{% if more_titles != "" %}</mj-raw>
<mj-text font-size="14px" color="#5f5f5f">Vielleicht auch bald: {{ more_titles }}.</mj-text>
<mj-raw>{% endif %}</mj-raw>
<mj-text padding="12px 32px 0">
  ${lead.de}
</mj-text>
${answerRow}
<mj-text>Herzliche Grüße<br/>{{ signature }}</mj-text>`,
    text: `{% if customer.first_name %}Guten Tag {{ customer.first_name }},{% else %}Guten Tag,{% endif %}

${opening.de}
{% for one in items %}
{{ one.title }}: {% if one.is_overdue %}vermutlich seit etwa dem {{ one.run_out_on }} aufgebraucht{% else %}reicht bis etwa {{ one.run_out_on }}{% endif %}
{% if one.reorder_url %}Nachbestellen: {{ one.reorder_url }}
{% endif %}{% endfor %}{% if item.reorder_url %}${checkout.de}
{% endif %}{% if more_titles != "" %}
Vielleicht auch bald: {{ more_titles }}.
{% endif %}
${lead.de}
${answerLines}
Herzliche Grüße
{{ signature }}`,
  },
};
