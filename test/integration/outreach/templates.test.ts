import { afterAll, describe, expect, it } from 'vitest';
import { templatesDe } from '~/base/strings/de/templates';
import { templatesEn } from '~/base/strings/en/templates';
import { activeKinds } from '~/base/vocabulary/kinds';
import { sqlInShop } from '~/db.server';
import { wordsOfKind } from '~/outreach/kinds/words-of-kind';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import { templateChoices } from '~/outreach/planning/template-choices';
import { checkTemplate } from '~/outreach/templates/check-template.server';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { judgeTemplates } from '~/outreach/templates/judge-templates.server';
import { loadMailParts } from '~/outreach/templates/load-mail-parts.server';
import { loadTemplate } from '~/outreach/templates/load-template.server';
import { type MailInput, mailLocales, TemplateError } from '~/outreach/templates/mail-input';
import { renderMail } from '~/outreach/templates/render-mail.server';
import { closeRenderer } from '~/outreach/templates/render-pool.server';
import { sampleMail } from '~/outreach/templates/sample-mail';
import { saveTemplate } from '~/outreach/templates/save-template.server';
import { contentClass } from '~/outreach/templates/text/content-class';
import { makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

afterAll(closeRenderer);

const english = wordsOfKind['running-low'].en;
const withWords = (words: Partial<typeof english>): MailInput =>
  sampleMail('running-low', 'en', { ...english, ...words, version: 'test', class: 'marketing' });

describe('the words that stand in every mail', () => {
  const signed = (sender: Partial<MailInput['shop']['settings']['sender']>, shopName = 'Ada’s Coffee') => {
    const input = sampleMail('warranty-expiry', 'en', defaultTemplate('warranty-expiry', 'en'));
    const settings = { ...input.shop.settings, sender: { ...input.shop.settings.sender, ...sender } };
    return renderMail({ ...input, shop: { ...input.shop, name: shopName, settings } });
  };

  it('make a mail about an order marketing when they offer something, and then it can be unsubscribed from', async () => {
    const plain = await signed({});
    expect(plain.class).toBe('transactional');
    expect(plain.html).not.toContain('https://example.com/unsubscribe');
    for (const words of [
      { signature: '20 % off everything with code SAVE20' },
      { signature: 'Ada {{ 20 % off }}' },
      { name: 'Ada’s – free shipping this week' },
      { postalAddress: 'Hamburg, coffee from 5 €' },
    ]) {
      const mail = await signed(words);
      expect(mail.class).toBe('marketing');
      expect(mail.html).toContain('https://example.com/unsubscribe');
      expect(mail.text).toContain('https://example.com/unsubscribe');
    }
  });

  it('name the shop at its head and foot, and who writes below the words', async () => {
    const mail = await signed({
      name: 'Nora at Ada’s',
      signature: '',
      postalAddress: 'Ada’s Coffee\nNora at Ada’s\n1 Mill Lane',
    });
    expect(mail.html.match(/Nora at Ada’s/g)).toHaveLength(1);
    expect(mail.text).toMatch(/Kind regards,\s+Nora at Ada’s/);
    expect(mail.text).toMatch(/--\s+Ada’s Coffee\s+1 Mill Lane/);
    expect(mail.text).toContain('because of your order with Ada’s Coffee');
  });

  it('offer nothing by the name that the store itself has', async () => {
    const name = 'Discount Coffee';
    const mail = await signed({ name, signature: `Ada, ${name}` }, name);
    expect(mail.class).toBe('transactional');
  });
});

describe('the default templates', () => {
  for (const kind of activeKinds) {
    for (const locale of mailLocales) {
      it(`fill subject, HTML and text of ${kind} in ${locale}, and leave no Liquid behind`, async () => {
        const mail = await renderMail(sampleMail(kind, locale, defaultTemplate(kind, locale)));
        for (const part of [mail.subject, mail.preheader, mail.html, mail.text]) {
          expect(part.length).toBeGreaterThan(10);
          expect(part).not.toMatch(/\{\{|\{%|undefined|null|\[object/);
        }
        expect(mail.html).toContain('Hafenstraße 12');
        expect(mail.text).toContain('Hafenstraße 12');
        expect(mail.html).toContain('Mia');
        expect(mail.html.length).toBeLessThan(20_000);
      });

      it(`name all that they are sent for, however much that is, in ${kind} ${locale}`, async () => {
        const input = sampleMail(kind, locale, defaultTemplate(kind, locale));
        const [sample] = input.messages;
        if (!sample) throw new Error('no sample');
        const names = Array.from(
          { length: 12 },
          (_, index) => `Thing no. ${String.fromCharCode(65 + index)}`,
        );
        const messages = names.map((name, index) => ({
          ...sample,
          id: BigInt(index + 1),
          reason: { ...sample.reason, ...('item' in sample.reason ? { item: name } : { orderName: name }) },
        })) as typeof input.messages;
        const { html, text } = await renderMail({ ...input, messages });
        for (const name of names) {
          expect(html).toContain(name);
          expect(text).toContain(name);
        }
      });

      it(`has nothing for the editor to complain about in ${kind} ${locale}`, async () => {
        expect((await checkTemplate(kind, locale, wordsOfKind[kind][locale])).problems).toEqual([]);
      });
    }
  }

  it('say whose use the day rests on, and claim no other customers where only the shop’s word is known', async () => {
    const saying = async (
      locale: 'en' | 'de',
      numbers: { ownGaps: number; ownWeight: number; otherCustomers: number },
    ) => {
      const input = sampleMail('running-low', locale, defaultTemplate('running-low', locale));
      const messages = input.messages.map((message) => ({
        ...message,
        reason: { ...message.reason, ...numbers } as typeof message.reason,
      }));
      const { html, text } = await renderMail({ ...input, messages });
      return `${html}\n${text}`.replace(/\s+/g, ' ');
    };
    const words = {
      en: [
        'your orders usually last',
        'your own orders and those of other customers, your',
        'lasts most of our customers',
        'how long an order usually lasts, your',
      ],
      de: [
        'so lange reicht wie sonst',
        'so lange reicht, wie Ihre eigenen Bestellungen und die anderer Kunden erwarten lassen, ist er',
        'bei den meisten unserer Kunden',
        'wie üblich, ',
      ],
    };
    for (const locale of mailLocales) {
      for (const [index, numbers] of [
        { ownGaps: 3, ownWeight: 0.6, otherCustomers: 212 },
        { ownGaps: 4, ownWeight: 0.41, otherCustomers: 10 },
        { ownGaps: 2, ownWeight: 0.14, otherCustomers: 10 },
        { ownGaps: 2, ownWeight: 0.41, otherCustomers: 9 },
      ].entries()) {
        const mail = await saying(locale, numbers);
        expect(words[locale].map((part) => mail.split(part).length - 1)).toEqual(
          words[locale].map((_, other) => (other === index ? 2 : 0)),
        );
        // A title may be a plural, "Jumbo Bags", and no "it" goes with one.
        expect(mail).not.toMatch(/\bit (ran|will run|lasts) |(war|ist|reicht) es /);
      }
    }
  });

  it.each([
    {
      locale: 'en',
      subject: 'Do you still have Espresso, 1 kg?',
      says: 'may have run out around',
      not: /in time|running low on|already/i,
    },
    {
      locale: 'de',
      subject: 'Haben Sie noch Espresso, 1 kg?',
      says: 'seit etwa dem',
      not: /rechtzeitig|zur Neige\?|reicht bis|schon/,
    },
  ] as const)(
    'speak of a day that has passed as past, from the subject to the answers ($locale)',
    async (one) => {
      const input = sampleMail('running-low', one.locale, defaultTemplate('running-low', one.locale));
      const { subject, preheader, html, text } = await renderMail({
        ...input,
        at: new Date('2026-07-09T08:00:00Z'),
      });
      expect(subject).toBe(one.subject);
      for (const part of [preheader, html, text]) {
        expect(part.replace(/\s+/g, ' ')).toContain(one.says);
        expect(part).not.toMatch(one.not);
      }
      expect((await renderMail(input)).subject).not.toBe(one.subject);
    },
  );

  it.each(mailLocales)(
    'of thanks say nothing of how goods are that may still be on their way (%s)',
    (locale) => {
      const { body, text } = defaultTemplate('thank-you', locale);
      for (const part of [body, text]) {
        expect(part).toMatch(/a question about your order|eine Frage zu Ihrer Bestellung/);
        expect(part).not.toMatch(/quite right|nicht ganz stimmt/);
      }
    },
  );

  it.each(mailLocales)('say in plain text what they say with pictures (%s)', async (locale) => {
    const { html, text } = await renderMail(
      sampleMail('running-low', locale, defaultTemplate('running-low', locale)),
    );
    const plain = (part: string) => part.replace(/\s+/g, ' ');
    for (const words of {
      en: ['may be running low too', 'you can order here', 'The checkout opens', 'Tell us, and'],
      de: ['auch anderes könnte', 'Hier liegt er bereit', 'öffnet sich die Kasse', 'Sagen Sie es uns, und'],
    }[locale])
      for (const part of [html, text]) expect(plain(part)).toContain(words);
  });

  it.each(['warranty-expiry', 'thank-you'] as const)(
    'about more than one thing say which one the answers are about (%s)',
    async (kind) => {
      for (const locale of mailLocales) {
        const input = sampleMail(kind, locale, defaultTemplate(kind, locale));
        const [first] = input.messages;
        if (!first) throw new Error('an example without a message');
        const many = await renderMail({
          ...input,
          messages: [first, ...input.messages.slice(1), first].slice(0, 2),
        });
        const one = await renderMail({ ...input, messages: [first] });
        const about = {
          'warranty-expiry': { en: 'Or answer here about your', de: 'Oder antworten Sie hier zu' },
          'thank-you': { en: 'Or answer here about order', de: 'Oder antworten Sie hier zur Bestellung' },
        }[kind][locale];
        for (const part of ['html', 'text'] as const) {
          expect(many[part]).toContain(about);
          expect(one[part]).not.toContain(about);
        }
      }
    },
  );

  it('promise no other question in the last reminder', async () => {
    const asked = async (step: 1 | 2) => {
      const input = sampleMail('running-low', 'en', defaultTemplate('running-low', 'en'));
      const messages = input.messages.map((message) => ({
        ...message,
        reason: { ...message.reason, step } as typeof message.reason,
        facts: { ...message.facts, isLast: step === 2 },
      }));
      const { html, text } = await renderMail({ ...input, messages });
      return [html, text].map((part) => part.replace(/\s+/g, ' '));
    };
    for (const part of await asked(1)) expect(part).toContain('and we go by your answer:');
    for (const part of await asked(2)) {
      expect(part).toContain('This is the last time we ask.');
      expect(part).toContain('and after your next order we go by your answer:');
    }
  });

  it('offer nothing where nothing may be sold, and unsubscribing everywhere else', async () => {
    const mails = await Promise.all(
      activeKinds.map((kind) => renderMail(sampleMail(kind, 'en', defaultTemplate(kind, 'en')))),
    );
    const of = (kind: (typeof activeKinds)[number]) => mails[activeKinds.indexOf(kind)];
    expect(of('running-low')?.class).toBe('marketing');
    expect(of('running-low')?.html).toContain('https://example.com/reorder/1');
    expect(of('running-low')?.html).toContain('https://example.com/unsubscribe');
    expect(of('running-low')?.text).toContain('Descaler');
    expect(of('thank-you')?.class).toBe('relationship');
    expect(of('thank-you')?.html).not.toMatch(/reorder|cart|checkout/);
    expect(of('thank-you')?.text).toContain('https://example.com/unsubscribe');
    expect(of('warranty-expiry')?.class).toBe('transactional');
    expect(of('warranty-expiry')?.html).not.toContain('https://example.com/unsubscribe');
    expect(of('warranty-expiry')?.text).toContain('legal rights');
    for (const mail of mails)
      for (const part of [mail.html, mail.text]) expect(part).toContain('https://example.com/preferences');
  });
});

describe('hostile names and templates', () => {
  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['an address list', '"Ada, x" <a@x>, evil@x'],
    ['a line break', 'Ada\r\nBcc: evil@example.com'],
    ['a link', 'http://evil.example/win'],
    ['Liquid', '{{ 7 | times: 7 }}'],
  ])('do no harm: %s as a first name', async (_, firstName) => {
    const mail = await renderMail({
      ...withWords({ subject: 'Hi {{ customer.first_name }}!' }),
      customer: { firstName, timeZone: 'UTC' },
    });
    expect(mail.subject).not.toMatch(/[\r\n<>@]/);
    expect(mail.html).not.toContain('<script>alert');
    expect(`${mail.subject}${mail.html}${mail.text}`).not.toMatch(/evil|49/);
  });

  it('do no harm: a script in a product title, even past the raw filter', async () => {
    const input = withWords({
      body: '<mj-text>{{ item.title | raw }} <a title="{{ item.title }}">x</a></mj-text>',
    });
    const evil = {
      ...input,
      messages: input.messages.map((message) => ({
        ...message,
        reason: { ...message.reason, item: '"><script>alert(1)</script>' } as typeof message.reason,
      })),
    };
    const mail = await renderMail(evil);
    expect(mail.html).not.toContain('<script>alert');
    expect(mail.html).toContain('&lt;script&gt;');
  });

  it('keep a subject on one line, whatever the template puts there', async () => {
    const mail = await renderMail(withWords({ subject: 'One\r\nBcc: x@y.z {{ "two\nthree" }}' }));
    expect(mail.subject).toBe('One Bcc: x@y.z two three');
  });

  it('end a loop without an end, and go on with the next mail', async () => {
    const loop =
      '{% for a in (1..9999) %}{% for b in (1..9999) %}{% for c in (1..9999) %}x{% endfor %}{% endfor %}{% endfor %}';
    await expect(renderMail(withWords({ text: loop }))).rejects.toBeInstanceOf(TemplateError);
    await expect(
      renderMail(withWords({ text: '{% for a in (1..999999999) %}x{% endfor %}' })),
    ).rejects.toBeInstanceOf(TemplateError);
    expect((await renderMail(withWords({ text: 'fine' }))).text).toContain('fine');
  });

  it('read no file and include nothing', async () => {
    await expect(renderMail(withWords({ text: "{% include '/etc/passwd' %}" }))).rejects.toBeInstanceOf(
      TemplateError,
    );
    await expect(renderMail(withWords({ text: "{% render 'package.json' %}" }))).rejects.toBeInstanceOf(
      TemplateError,
    );
    const mail = await renderMail(
      withWords({ body: '<mj-include path="/etc/hostname" /><mj-text>here</mj-text>' }),
    );
    expect(mail.html).toContain('here');
    expect(mail.html).not.toContain('localhost');
  });

  it('reach nothing but their own variables', async () => {
    const mail = await renderMail(
      withWords({
        text: '[{{ customer.constructor }}{{ shop.__proto__ }}{{ items.length }}{{ customer.toString }}]',
      }),
    );
    expect(mail.text).toMatch(/^\[\d?\]/);
  });
});

describe('the language of a mail', () => {
  it.each([
    { id: 7910n, customer: 'fr', order: 'de', shop: 'en' },
    { id: 7911n, customer: 'fr', order: 'en', shop: 'de' },
    { id: 7912n, customer: 'de-AT', order: 'en', shop: 'en' },
  ])('is the one that its plan judged the words of: %o', async ({ id, customer, order, shop }) => {
    const shopId = await makeShop({ id });
    const { planned, made } = await sqlInShop(shopId, async (sql) => {
      await sql.run('UPDATE shop SET locale = $2 WHERE id = $1', shop);
      const { variant } = await makeNeed(sql);
      const customerId = await makeCustomer(sql, { locale: customer });
      const { id: orderId } = await makeOrder(sql, { customerId, on: '2026-05-20', variant });
      await sql.run('UPDATE orders SET locale = $3 WHERE shop_id = $1 AND id = $2', orderId, order);
      const facts = await loadGateFacts(sql, customerId, new Date('2026-06-01T09:00:00Z'));
      const [reason] = sampleMail('thank-you', 'en', defaultTemplate('thank-you', 'en')).messages;
      const message = {
        id: 1n,
        kind: 'thank-you',
        step: 1,
        needId: null,
        orderLineId: null,
        orderId,
      } as const;
      return {
        planned: facts && templateChoices(facts)['thank-you'].version,
        made: await loadMailParts(sql, {
          messages: reason ? [{ ...message, reason: reason.reason }] : [],
          customerLocale: customer,
          shopLocale: shop,
        }),
      };
    });
    expect(made.template.version).toBe(planned);
  });
});

describe('the editor', () => {
  it('names the part and the line of a mistake', async () => {
    const { problems } = await checkTemplate('running-low', 'en', {
      ...english,
      body: '<mj-text>\n  Hello\n  {% if customer.first_name %}\n</mj-text>',
    });
    expect(problems).toMatchObject([{ part: 'body', line: 3 }]);
    const unknown = await checkTemplate('running-low', 'en', {
      ...english,
      text: 'a\n{{ item.title | shout }}',
    });
    expect(unknown.problems).toMatchObject([
      { part: 'text', line: 2, message: expect.stringContaining('shout') },
    ]);
  });

  it.each([
    [
      '{% if customer.first_name %}',
      '{% if customer.first_name %} is left open. Put {% endif %} where it ends.',
    ],
    ['{%- for line in items -%}', '{%- for line in items -%} is left open. Put {% endfor %} where it ends.'],
    ['{% if customer', '{% if customer is not finished. It ends with %}.'],
    ['{{ customer.first_name', '{{ customer.first_name is not finished. It ends with }}.'],
    ['{{ customer.first_name } there', '{{ customer.first_name is not finished. It ends with }}.'],
    ['{{ customer.first_name } {{ item.title }}', '{{ customer.first_name is not finished. It ends with }}.'],
    ['{{ item.title | upcase {{ item.title }}', '{{ item.title | upcase is not finished. It ends with }}.'],
    ['{% if customer Hello{% endif %}', '{% if customer Hello is not finished. It ends with %}.'],
    ['{% if customer } a {% endif %}', '{% if customer is not finished. It ends with %}.'],
    ['{% for a in items } a {{ a }}{% endfor %}', '{% for a in items is not finished. It ends with %}.'],
    ['{% if customer %}a{% else Hello,{% endif %}', '{% else Hello, is not finished. It ends with %}.'],
    ['{% if customer %}a{% else Hello, %}b{% endif %}', '“Hello,” does not belong here.'],
    ['{{ "item }} a', 'A quotation mark is missing in {{ "item }}.'],
    ['{% if customer %}{% else %}{% elsif item %}{% endif %}', 'Behind {% else %} only its end may follow.'],
    ['{% raw %}a', '{% raw %} is left open. Put {% endraw %} where it ends.'],
    ['{% render "other" %}', '“other” cannot be fetched: a mail fetches no files.'],
    ['{% render %}', 'A mail fetches no files.'],
    ['{% for a in (1..) %}{% endfor %}', 'Before “)” a name or a text in quotes is missing.'],
    ['{% assign a 1 %}', 'Behind the name a = is missing'],
    ['{% assign %}', 'A name is missing, as in {% assign name = 1 %}.'],
    ['{% if customer = item %}{% endif %}', 'Between two words something is missing'],
    ['{{ item.title | upcase item }}', 'Behind the name of a filter a : is missing.'],
    ['{{ item.title | default: "a" {{ item.title }}', '{{ item.title | default: "a" is not finished.'],
    [
      '{{ item.title | append: {{ item.title }} }}',
      'leave out the inner {{ and }}: the name alone is enough.',
    ],
    ['{% if item == {{ item }} %}a{% endif %}', 'In {% if item == {{ item }} %} leave out the inner'],
    ['{% if item == {{ item }} a {% endif %}', '{% if item == is not finished. It ends with %}.'],
    ['{% endif %}', '{% endif %} belongs to nothing that is open before it.'],
    ['{% iff a %}{% endif %}', 'There is no instruction {% iff %}.'],
    ['{{ item.title | shout }}', 'There is no filter “shout”.'],
    ['{{ | upcase }}', '“| upcase” is no name and no text in quotes.'],
    ['<mj-txt>a</mj-txt>', 'There is no block <mj-txt>.'],
    ['<mj-text colr="red">a</mj-text>', '“colr” cannot be set here.'],
    ['<mj-text colr="red" sze="1">a</mj-text>', 'These cannot be set here: colr, sze.'],
    ['<mj-text color="reddish">a</mj-text>', '“reddish” is no value for “color”.'],
    ['<mj-column><mj-text>a</mj-text></mj-column>', '<mj-column> cannot stand in <mj-column>, only in: '],
  ])('says in plain words of either language what the engines complain of: %s', async (mistake, english) => {
    const inBlock = mistake.startsWith('<mj-') ? mistake : `<mj-text>${mistake}</mj-text>`;
    const { problems } = await checkTemplate('running-low', 'en', {
      ...wordsOfKind['running-low'].en,
      body: inBlock,
    });
    const told = problems[0]?.message ?? '';
    expect(templatesEn.problem(told)).toContain(english);
    expect(templatesDe.problem(told)).not.toBe(told);
    expect(templatesDe.problem(told)).not.toBe(templatesEn.problem(told));
    expect(templatesDe.problem(told)).not.toMatch(/\$\d/);
  });

  it('says on which line Liquid begins that has no end, and nothing of what is shown as it is', async () => {
    const text =
      '{% raw %}{{ a {% b }{% endraw %}\n{%- raw -%}{{ c }{%- endraw -%}\nHello {{ customer.first_name }\n\n{{ item.title }}';
    const { problems } = await checkTemplate('running-low', 'en', { ...english, text });
    const message = '{{ customer.first_name is not finished. It ends with }}.';
    expect(problems).toEqual([{ part: 'text', line: 3, message }]);
  });

  it('names what a mail of this kind does not have, once a part, and nothing that a loop or assign brings', async () => {
    const { problems, preview } = await checkTemplate('running-low', 'en', {
      ...english,
      subject: 'Hello {{ customer.firstname }}',
      text: [
        '{{ customer.first_name }} {{ items.size }} {{ item.title }} {{ subject }}',
        '{% assign own = shop.name %}{% for one in items %}{{ one.anything }}{{ own }}{% endfor %}',
        '{% if shop.nam %}{{ custmer.first_name }}{% endif %}{{ shop.nam }}{{ order.weight }}',
      ].join('\n'),
    });
    expect(preview).toBeNull();
    expect(problems).toEqual([
      {
        part: 'subject',
        line: 1,
        message: 'There is no customer.firstname. Did you mean customer.first_name?',
      },
      { part: 'text', line: 3, message: 'There is no shop.nam. Did you mean shop.name?' },
      { part: 'text', line: 3, message: 'There is no custmer.first_name. Did you mean customer.first_name?' },
      { part: 'text', line: 3, message: 'There is no order.weight.' },
    ]);
    expect(problems.map(({ message }) => templatesDe.problem(message)).slice(2)).toEqual([
      'Den Namen „custmer.first_name“ gibt es nicht. Meinten Sie „customer.first_name“?',
      'Den Namen „order.weight“ gibt es nicht.',
    ]);
  });

  it('refuses a part that is too long by its field, before it looks into it', async () => {
    const { problems, preview } = await checkTemplate('thank-you', 'en', {
      ...english,
      body: '1'.repeat(100_001),
      subject: 'x'.repeat(5_001),
    });
    expect(preview).toBeNull();
    expect(problems).toEqual([
      { part: 'subject', line: null, message: 'At most 5000 characters.' },
      { part: 'body', line: null, message: 'At most 100000 characters.' },
    ]);
  });

  it('refuses a block that is not closed by the line it begins on', async () => {
    const { problems, preview } = await checkTemplate('running-low', 'en', {
      ...english,
      body: '<mj-text>one</mj-text>\n<mj-text>two\n<mj-text>three</mj-text>\n</mj-column>',
    });
    expect(preview).toBeNull();
    expect(problems).toEqual([
      { part: 'body', line: 2, message: '<mj-text> is not closed. Put </mj-text> where it ends.' },
      { part: 'body', line: 4, message: '</mj-column> closes nothing: no <mj-column> is open before it.' },
    ]);
    expect(problems.map(({ message }) => templatesDe.problem(message))).toEqual([
      '<mj-text> ist nicht geschlossen. Setzen Sie </mj-text> an das Ende davon.',
      '</mj-column> schließt nichts: Davor ist kein <mj-column> offen.',
    ]);
  });

  it('says of a tag without its end that it is not finished', async () => {
    const { problems, preview } = await checkTemplate('running-low', 'en', {
      ...english,
      body: '<mj-text>one</mj-text>\n<mj-text align="left>two</mj-text>',
    });
    expect(preview).toBeNull();
    const message = '<mj-text> is not finished: its > or a quotation mark is missing.';
    expect(problems).toEqual([{ part: 'body', line: 2, message }]);
    expect(templatesDe.problem(message)).toBe(
      '<mj-text> ist nicht zu Ende geschrieben: Das > oder ein Anführungszeichen fehlt.',
    );
  });

  it('refuses HTML that would take words or a link out of the mail without a word', async () => {
    const { problems, preview } = await checkTemplate('running-low', 'en', {
      ...english,
      body: [
        '<mj-text>Your <strong{{ item.title }}</strong> runs low.',
        '<a href="{{ shop.url }} style="color:red">Shop</a> <em>soon.',
        'Yours</strong',
        '</mj-text>',
      ].join('\n'),
    });
    expect(preview).toBeNull();
    const unfinished = (tag: string) => `${tag} is not finished: its > or a quotation mark is missing.`;
    expect(problems).toEqual([
      { part: 'body', line: 1, message: unfinished('<strong>') },
      { part: 'body', line: 2, message: unfinished('<a>') },
      { part: 'body', line: 2, message: '<em> is not closed. Put </em> where it ends.' },
      { part: 'body', line: 3, message: unfinished('</strong>') },
    ]);
  });

  it('says where Liquid would be lost between blocks', async () => {
    const { problems } = await checkTemplate('running-low', 'en', {
      ...english,
      body: '<mj-text>one</mj-text>\n{% if item.title %}\n<mj-text>two</mj-text>\n{% endif %}',
    });
    expect(problems.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('says where words would be lost between blocks', async () => {
    const { problems, preview } = await checkTemplate('running-low', 'en', {
      ...english,
      body: `Dear customer,\n<mj-text>one</mj-text>\nSee you soon, {{ customer.first_name }}. ${'So long. '.repeat(20)}`,
    });
    expect(preview).toBeNull();
    expect(problems).toEqual([
      { part: 'body', line: 1, message: 'Put “Dear customer,” inside a block, such as <mj-text>.' },
      {
        part: 'body',
        line: 3,
        message: expect.stringMatching(/^Put “See you soon, \{\{ .{20,60}…” inside a block/),
      },
    ]);
  });

  it('refuses a whole MJML document, which would make an empty mail, and says what to keep of it', async () => {
    const check = (body: string) => checkTemplate('running-low', 'en', { ...english, body });
    const { problems, preview } = await check(
      [
        '<mjml>',
        '<MJ-HEAD><mj-title>A</mj-title></MJ-HEAD>',
        '<mj-body><mj-section><mj-column><mj-text>Hello</mj-text></mj-column></mj-section></mj-body>',
        '</mjml>',
      ].join('\n'),
    );
    expect(preview).toBeNull();
    expect(problems.map(({ line, message }) => `${line} ${message.split(':')[0]}`)).toEqual([
      '1 Leave out <mjml>',
      '2 Leave out <mj-head>',
      '2 Leave out <mj-title>',
      '3 Leave out <mj-body>',
    ]);
    expect(problems[0]?.message).toContain('blocks inside of <mj-column>');
    const fetched = await check('<mj-text>Hello</mj-text>\n<mj-include path="footer.mjml"/>');
    expect(fetched.problems).toMatchObject([
      { part: 'body', line: 2, message: expect.stringContaining('mj-include') },
    ]);
    for (const { message } of [...problems, ...fetched.problems]) {
      expect(templatesDe.problem(message)).not.toBe(message);
    }
    expect((await check('<!-- <mjml> -->\n<mj-text>Hello</mj-text>')).problems).toEqual([]);
  });

  it('raises the class of a thank-you that sells something, and says what it found', async () => {
    const words = wordsOfKind['thank-you'].en;
    const sells = await checkTemplate('thank-you', 'en', {
      ...words,
      text: `${words.text}\nUse the code ADA10 for 10 % off.`,
    });
    expect(sells.class).toBe('marketing');
    expect(sells.findings.map(({ found }) => found)).toContain('code');
    expect((await checkTemplate('thank-you', 'en', words)).class).toBe('relationship');
  });

  it('judges words anew that were saved before something in them was known to sell', async () => {
    const shopId = await makeShop({ id: 7901n });
    const words = wordsOfKind['warranty-expiry'].en;
    const chosen = () =>
      sqlInShop(shopId, async (sql) => {
        const customerId = await makeCustomer(sql);
        const facts = await loadGateFacts(sql, customerId, new Date('2026-06-01T09:00:00Z'));
        return facts && templateChoices(facts)['warranty-expiry'];
      });
    await saveTemplate(
      shopId,
      { kind: 'warranty-expiry', locale: 'en', by: 'Ada' },
      { ...words, text: `${words.text}\nA new one at half price.` },
    );
    expect(await chosen()).toEqual({ version: 'warranty-expiry/en@v1', class: 'marketing' });
    await sqlInShop(shopId, (sql) =>
      sql.run(`UPDATE template SET class = 'transactional' WHERE shop_id = $1`),
    );
    const loaded = await sqlInShop(shopId, (sql) => loadTemplate(sql, 'warranty-expiry', 'en'));
    expect(loaded?.class).toBe('marketing');
    await judgeTemplates(shopId);
    expect(await chosen()).toMatchObject({ class: 'marketing' });
  });

  it('judges words once, however often mails are made of them', async () => {
    const shopId = await makeShop({ id: 7902n });
    const long = 'Reply to this mail if anything is wrong, and we see to it.\n';
    const words = { ...wordsOfKind['warranty-expiry'].en, text: long.repeat(1_600) };
    const saved = await saveTemplate(shopId, { kind: 'warranty-expiry', locale: 'en', by: 'Ada' }, words);
    expect(saved).toMatchObject({ status: 'saved' });
    const loaded = await sqlInShop(shopId, (sql) => loadTemplate(sql, 'warranty-expiry', 'en'));
    expect(loaded?.class).toBe('transactional');
    // The very answer that was kept when they were judged first, and not one that is like it.
    expect(loaded && contentClass(loaded)).toBe(contentClass(words));
    expect(contentClass({ ...words, text: `${words.text}.` })).not.toBe(contentClass(words));
  });

  it('saves versions, and the newest counts', async () => {
    const shopId = await makeShop({ id: 7900n });
    const of = { kind: 'thank-you', locale: 'en', by: 'Ada' } as const;
    expect(await saveTemplate(shopId, of, { ...wordsOfKind['thank-you'].en, subject: 'Thanks' })).toEqual({
      status: 'saved',
      version: 1,
    });
    expect(
      await saveTemplate(shopId, of, { ...wordsOfKind['thank-you'].en, subject: '{% if %}' }),
    ).toMatchObject({ status: 'refused' });
    await saveTemplate(shopId, of, {
      ...wordsOfKind['thank-you'].en,
      subject: 'Many thanks',
      preheader: 'truly',
    });
    const found = await sqlInShop(shopId, (sql) => loadTemplate(sql, 'thank-you', 'en'));
    expect(found).toMatchObject({ subject: 'Many thanks', preheader: 'truly', version: 'thank-you/en@v2' });
  });
});
