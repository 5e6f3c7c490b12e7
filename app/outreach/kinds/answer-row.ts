/**
 * One-tap answers in a mail: links that look like buttons, each tall enough for a thumb. They open the page where only a
 * button acts, so that a scanner that follows them answers nothing.
 */
export const answerRow = `<mj-raw>{% if item.answers.size > 0 %}</mj-raw>
<mj-text padding="4px 32px 8px">
  {% for answer in item.answers %}<a href="{{ answer.url }}" style="display:inline-block;margin:4px 8px 4px 0;padding:11px 16px;border:1px solid #cfcbc2;border-radius:22px;font-size:14px;line-height:20px;color:{{ brand.link }};text-decoration:none">{{ answer.label }}</a>{% endfor %}
</mj-text>
<mj-raw>{% endif %}</mj-raw>`;

/** The same for the plain text: a line each. */
export const answerLines = `{% for answer in item.answers %}- {{ answer.label }}: {{ answer.url }}
{% endfor %}`;

/** What stands before the answers of a mail whose own words ask already; `about` says what they concern where a mail has several. */
export function answerLead({ words, about }: { readonly words: string; readonly about: string }): string {
  return `${words}{% if items.size > 1 %}${about}{% endif %}:`;
}

/** The same as a line of its own above the buttons. */
export function answerLeadRow(lead: string): string {
  return `<mj-raw>{% if item.answers.size > 0 %}</mj-raw>
<mj-text padding="8px 32px 0">${lead}</mj-text>
<mj-raw>{% endif %}</mj-raw>`;
}
