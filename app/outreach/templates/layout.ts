const before = `<mjml lang="{{ locale }}" dir="ltr">
<mj-head>
<mj-title>{{ subject }}</mj-title>
<mj-preview>{{ preheader }}</mj-preview>
<mj-attributes>
<mj-all font-family="-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif" />
<mj-text font-size="16px" line-height="1.6" color="#333333" padding="8px 32px" />
<mj-table font-size="16px" line-height="1.6" color="#333333" />
<mj-button background-color="{{ brand.accent }}" color="{{ brand.on_accent }}" font-size="17px" font-weight="600" line-height="1.3" inner-padding="16px 24px" border-radius="10px" padding="16px 32px 12px" width="100%" />
<mj-image padding="8px 32px" />
<mj-divider border-width="1px" border-color="#e6e4df" padding="16px 32px" />
</mj-attributes>
<mj-style>
a { text-underline-offset: 2px; }
@media only screen and (max-width:479px) {
  .edge > table > tbody > tr > td { padding-left: 0 !important; padding-right: 0 !important; }
  .card { border-radius: 0 !important; }
}
</mj-style>
</mj-head>
<mj-body background-color="{{ brand.background }}" width="600px">
<mj-section padding="28px 24px 18px">
<mj-column>
<mj-raw>{% if shop.logo_url %}</mj-raw>
<mj-image src="{{ shop.logo_url }}" alt="{{ shop.name }}" href="{{ shop.url }}" width="150px" align="left" padding="0 8px" />
<mj-raw>{% else %}</mj-raw>
<mj-text font-size="19px" font-weight="700" line-height="1.3" color="{{ brand.ink }}" padding="0 8px">{{ shop.name }}</mj-text>
<mj-raw>{% endif %}</mj-raw>
</mj-column>
</mj-section>
<mj-section background-color="#ffffff" border-radius="14px" padding="24px 0 28px" css-class="card">
<mj-column>
`;

const after = `
</mj-column>
</mj-section>
<mj-section padding="20px 24px 36px">
<mj-column>
<mj-text font-size="13px" line-height="1.6" color="{{ brand.muted }}" padding="0 8px">
{{ footer.because }}
</mj-text>
<mj-text font-size="13px" line-height="1.6" color="{{ brand.muted }}" padding="6px 8px 0">
{% if footer.unsubscribe_url %}<a href="{{ footer.unsubscribe_url }}" style="color:{{ brand.muted }};text-decoration:underline">{{ footer.unsubscribe }}</a> &nbsp;·&nbsp; {% endif %}<a href="{{ footer.preferences_url }}" style="color:{{ brand.muted }};text-decoration:underline">{{ footer.preferences }}</a>
</mj-text>
<mj-text font-size="13px" line-height="1.6" color="{{ brand.muted }}" padding="6px 8px 0">
{{ shop.name }}{% for line in shop.address_lines %} &nbsp;·&nbsp; {{ line }}{% endfor %}
</mj-text>
</mj-column>
</mj-section>
</mj-body>
</mjml>`;

/** The line of the layout on which a template's first line stands (the first is 1). */
export const bodyStartsOnLine = before.split('\n').length;

/** A template's body within the shop's frame: header, card, footer. Still MJML with Liquid in it. */
export function withLayout(body: string): string {
  return `${before}${body}${after}`;
}

/** The footer of the plain text. */
export const textFooter = `

--
{{ shop.name }}
{% for line in shop.address_lines %}{{ line }}
{% endfor %}
{{ footer.because }}
{% if footer.unsubscribe_url %}{{ footer.unsubscribe }}: {{ footer.unsubscribe_url }}
{% endif %}{{ footer.preferences }}: {{ footer.preferences_url }}
`;
