import { isoDay, localDay } from '~/base/lib/days';
import { formatMoney } from '~/base/lib/money';
import { mailStrings } from '~/base/strings/mail';
import { pageStrings } from '~/base/strings/pages';
import { mailAnswers } from '~/base/vocabulary/answers';
import type { ActiveKind, MessageClass } from '~/base/vocabulary/kinds';
import { variablesOf } from '~/outreach/kinds/words-of-kind';
import { brandColours } from '~/outreach/templates/brand-colours';
import type { MailInput, MailMessage } from '~/outreach/templates/mail-input';

/** Messages with a card of their own; the rest is one line. */
const CARDS = 3;

/** Everything that a template can name: `customer`, `item`, `items`, `more_titles`, `shop`, `brand`, `signature` … */
export function mailScope(input: MailInput, mailClass: MessageClass): object {
  const { shop, locale, links, messages } = input;
  const { sender } = shop.settings;
  const shopName = shop.name.trim() || sender.name.trim();
  // Who writes may be a person of the shop; the mail's head and foot are the shop's.
  const names = [shopName, sender.name.trim()].map((name) => name.toLowerCase());
  const words = { locale, todayOn: isoDay(localDay(input.at, input.customer.timeZone)) };
  const items = messages.slice(0, CARDS).map((message) => itemOf(message, input, words));
  const rest = messages.slice(CARDS).map(({ reason, facts }) => variablesOf(reason, facts, words).title);
  const strings = mailStrings[locale];
  const [item] = items;
  const isTransactional = mailClass === 'transactional';
  return {
    locale,
    customer: { first_name: plainName(input.customer.firstName) },
    item: item ?? {},
    items,
    more_count: Math.max(0, messages.length - 1),
    // Every one of them: each is noted as sent.
    more_titles: strings.list(rest.map(String)),
    signature: sender.signature.trim() || sender.name.trim() || shopName,
    shop: {
      name: shopName,
      url: httpUrl(shop.storefrontUrl) ?? `https://${shop.domain}`,
      logo_url: httpUrl(shop.settings.brand.logoUrl),
      address_lines: sender.postalAddress
        .split(/\r?\n|, */)
        .map((line) => line.trim())
        // The name stands before the address; many write it into the address too.
        .filter((line) => line !== '' && !names.includes(line.toLowerCase())),
    },
    brand: brandColours(shop.settings.brand),
    footer: {
      because: isTransactional ? strings.becauseOfOrder(shopName) : strings.becauseYouBought(shopName),
      unsubscribe: strings.unsubscribe,
      preferences: strings.preferences,
      unsubscribe_url: isTransactional ? null : links.unsubscribe,
      preferences_url: links.preferences,
    },
  };
}

function itemOf(
  message: MailMessage,
  { links }: MailInput,
  words: { locale: MailInput['locale']; todayOn: string },
): object {
  const { facts } = message;
  const answerUrl = links.answer?.(message) ?? null;
  const variables = variablesOf(message.reason, facts, words);
  return {
    ...variables,
    image_url: httpUrl(typeof variables.image_url === 'string' ? variables.image_url : null),
    guide_url: httpUrl(facts.guideUrl),
    kind: message.kind,
    reorder_url: links.reorder(message),
    answer_url: answerUrl,
    answers: answerLinks(message.kind, answerUrl, words.locale),
    // In the currency that the customer paid in.
    order_total:
      facts.orderTotalMinor !== null && facts.orderCurrency
        ? formatMoney(facts.orderTotalMinor, facts.orderCurrency, words.locale)
        : null,
  };
}

/** One button each: the page opens with the answer chosen, and only its button sends it. */
function answerLinks(
  kind: ActiveKind,
  answerUrl: string | null,
  locale: MailInput['locale'],
): { label: string; url: string }[] {
  if (answerUrl === null) return [];
  const { options } = pageStrings(locale).answer;
  return mailAnswers[kind].map((answer) => ({
    label: options[answer].label,
    url: `${answerUrl}?a=${answer}`,
  }));
}

/** A first name to greet with, or null: what looks like an address, a link or markup greets nobody. */
export function plainName(name: string | null): string | null {
  const trimmed = name?.normalize('NFC').replace(/\s+/g, ' ').trim() ?? '';
  return /^[\p{L}\p{M}][\p{L}\p{M}\p{N} .'’-]{0,39}$/u.test(trimmed) && !/\bwww\./i.test(trimmed)
    ? trimmed
    : null;
}

function httpUrl(url: string | null): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}
