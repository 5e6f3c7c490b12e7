import { answerLead, answerLeadRow, answerLines, answerRow } from '~/outreach/kinds/answer-row';
import type { TemplateWords } from '~/outreach/kinds/message-facts';

const items = `<mj-raw>{% if items.size > 1 %}</mj-raw>
<mj-table padding="4px 32px" cellpadding="0">
  {% for one in items offset: 1 %}
  <tr><td style="padding:6px 0;line-height:1.45"><strong>{{ one.title }}</strong><br/><span style="font-size:14px;color:#5f5f5f">{{ one.ends_on }}</span></td></tr>
  {% endfor %}
</mj-table>
<mj-raw>{% endif %}</mj-raw>`;

/** What is beyond the cards, in one line. */
const more = (line: string) => `<mj-raw>{% if more_titles != "" %}</mj-raw>
<mj-text font-size="14px" color="#5f5f5f">${line}</mj-text>
<mj-raw>{% endif %}</mj-raw>`;

const moreTitles = {
  en: 'The warranty on these ends around then, too: {{ more_titles }}.',
  de: 'Um diese Zeit endet die Garantie außerdem für: {{ more_titles }}.',
};

const lead = {
  en: answerLead({ words: 'Or answer here', about: ' about your {{ item.title | truncate: 50 }}' }),
  de: answerLead({ words: 'Oder antworten Sie hier', about: ' zu {{ item.title | truncate: 50 }}' }),
};

export const warrantyExpiryWords: Readonly<Record<'en' | 'de', TemplateWords>> = {
  en: {
    subject: 'The warranty on your {{ item.title | truncate: 50 }} ends on {{ item.ends_on }}',
    preheader: 'Is everything still working as it should? If not, tell us before then.',
    body: `<mj-text>
  {% if customer.first_name %}Hello {{ customer.first_name }},{% else %}Hello,{% endif %}
</mj-text>
<mj-text>
  {% if item.step > 1 %}A short reminder: the{% else %}The{% endif %} {% if item.years %}{{ item.years }}-year{% else %}{{ item.months }}-month{% endif %} warranty on your <strong>{{ item.title }}</strong> ends on <strong>{{ item.ends_on }}</strong>. {% if item.is_restarted %}It began anew with the replacement that we sent on {{ item.bought_on }}.{% else %}You bought it on {{ item.bought_on }}{% if item.order_name %} (order {{ item.order_name }}){% endif %}.{% endif %}
</mj-text>
<mj-text>
  Is everything still working as it should? If something is not right, however small, just reply to this mail before then. A few words or a photo are enough, and we will take it from there.
</mj-text>
${answerLeadRow(lead.en)}
${answerRow}
<mj-raw>{% if items.size > 1 %}</mj-raw>
<mj-text padding="8px 32px 0">The warranty on these ends at about the same time:</mj-text>
<mj-raw>{% endif %}</mj-raw>
${items}
${more(moreTitles.en)}
<mj-raw>{% if item.guide_url %}</mj-raw>
<mj-text>Care and set-up are explained <a href="{{ item.guide_url }}" style="color:{{ brand.link }}">here</a>.</mj-text>
<mj-raw>{% endif %}</mj-raw>
<mj-text>If all is well, there is nothing to do.</mj-text>
<mj-text>Kind regards,<br/>{{ signature }}</mj-text>
<mj-text font-size="13px" color="#6b6b6b" padding="12px 32px 0">
  Your legal rights as a buyer exist beside this warranty. Neither the warranty nor its end affects them.
</mj-text>`,
    text: `{% if customer.first_name %}Hello {{ customer.first_name }},{% else %}Hello,{% endif %}

{% if item.step > 1 %}A short reminder: the{% else %}The{% endif %} {% if item.years %}{{ item.years }}-year{% else %}{{ item.months }}-month{% endif %} warranty on your {{ item.title }} ends on {{ item.ends_on }}. {% if item.is_restarted %}It began anew with the replacement that we sent on {{ item.bought_on }}.{% else %}You bought it on {{ item.bought_on }}{% if item.order_name %} (order {{ item.order_name }}){% endif %}.{% endif %}

Is everything still working as it should? If something is not right, however small, just reply to this mail before then. A few words or a photo are enough, and we will take it from there.
{% if item.answers.size > 0 %}
${lead.en}
${answerLines}{% endif %}{% if items.size > 1 %}
The warranty on these ends at about the same time:
{% for one in items offset: 1 %}- {{ one.title }}: {{ one.ends_on }}
{% endfor %}{% endif %}{% if more_titles != "" %}
${moreTitles.en}
{% endif %}{% if item.guide_url %}
Care and set-up: {{ item.guide_url }}
{% endif %}
If all is well, there is nothing to do.

Kind regards,
{{ signature }}

Your legal rights as a buyer exist beside this warranty. Neither the warranty nor its end affects them.`,
  },
  de: {
    subject: 'Die Garantie für {{ item.title | truncate: 50 }} endet am {{ item.ends_on }}',
    preheader: 'Funktioniert noch alles, wie es soll? Wenn nicht, sagen Sie es uns vorher.',
    body: `<mj-text>
  {% if customer.first_name %}Guten Tag {{ customer.first_name }},{% else %}Guten Tag,{% endif %}
</mj-text>
<mj-text>
  {% if item.step > 1 %}noch einmal kurz zur Erinnerung: {% endif %}die Garantie von {% if item.years == 1 %}einem Jahr{% elsif item.years %}{{ item.years }} Jahren{% else %}{{ item.months }} Monaten{% endif %} für <strong>{{ item.title }}</strong> endet am <strong>{{ item.ends_on }}</strong>. {% if item.is_restarted %}Sie begann mit dem Ersatz, den wir am {{ item.bought_on }} geschickt haben, von neuem.{% else %}Gekauft haben Sie es am {{ item.bought_on }}{% if item.order_name %} (Bestellung {{ item.order_name }}){% endif %}.{% endif %}
</mj-text>
<mj-text>
  Funktioniert noch alles, wie es soll? Wenn etwas nicht stimmt, und sei es eine Kleinigkeit, antworten Sie bis dahin einfach auf diese Mail. Ein paar Worte oder ein Foto genügen, um alles Weitere kümmern wir uns.
</mj-text>
${answerLeadRow(lead.de)}
${answerRow}
<mj-raw>{% if items.size > 1 %}</mj-raw>
<mj-text padding="8px 32px 0">Etwa zur selben Zeit endet die Garantie auch hierfür:</mj-text>
<mj-raw>{% endif %}</mj-raw>
${items}
${more(moreTitles.de)}
<mj-raw>{% if item.guide_url %}</mj-raw>
<mj-text>Pflege und Einrichtung sind <a href="{{ item.guide_url }}" style="color:{{ brand.link }}">hier</a> erklärt.</mj-text>
<mj-raw>{% endif %}</mj-raw>
<mj-text>Ist alles in Ordnung, brauchen Sie nichts zu tun.</mj-text>
<mj-text>Herzliche Grüße<br/>{{ signature }}</mj-text>
<mj-text font-size="13px" color="#6b6b6b" padding="12px 32px 0">
  Ihre gesetzlichen Rechte als Käufer bestehen neben dieser Garantie. Weder die Garantie noch ihr Ende schränkt sie ein.
</mj-text>`,
    text: `{% if customer.first_name %}Guten Tag {{ customer.first_name }},{% else %}Guten Tag,{% endif %}

{% if item.step > 1 %}noch einmal kurz zur Erinnerung: {% endif %}die Garantie von {% if item.years == 1 %}einem Jahr{% elsif item.years %}{{ item.years }} Jahren{% else %}{{ item.months }} Monaten{% endif %} für {{ item.title }} endet am {{ item.ends_on }}. {% if item.is_restarted %}Sie begann mit dem Ersatz, den wir am {{ item.bought_on }} geschickt haben, von neuem.{% else %}Gekauft haben Sie es am {{ item.bought_on }}{% if item.order_name %} (Bestellung {{ item.order_name }}){% endif %}.{% endif %}

Funktioniert noch alles, wie es soll? Wenn etwas nicht stimmt, und sei es eine Kleinigkeit, antworten Sie bis dahin einfach auf diese Mail. Ein paar Worte oder ein Foto genügen, um alles Weitere kümmern wir uns.
{% if item.answers.size > 0 %}
${lead.de}
${answerLines}{% endif %}{% if items.size > 1 %}
Etwa zur selben Zeit endet die Garantie auch hierfür:
{% for one in items offset: 1 %}- {{ one.title }}: {{ one.ends_on }}
{% endfor %}{% endif %}{% if more_titles != "" %}
${moreTitles.de}
{% endif %}{% if item.guide_url %}
Pflege und Einrichtung: {{ item.guide_url }}
{% endif %}
Ist alles in Ordnung, brauchen Sie nichts zu tun.

Herzliche Grüße
{{ signature }}

Ihre gesetzlichen Rechte als Käufer bestehen neben dieser Garantie. Weder die Garantie noch ihr Ende schränkt sie ein.`,
  },
};
