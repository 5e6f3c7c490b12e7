import type { MessageClass } from '~/base/vocabulary/kinds';
import type { MailInput } from '~/outreach/templates/mail-input';
import { mailScope } from '~/outreach/templates/mail-scope';

export interface MailName {
  /** As a template writes it: `customer.first_name`. */
  readonly name: string;
  /** What it stands for in this mail; '' where it has nothing to say. */
  readonly value: string;
}

/** Belongs to the frame around the words, which is the same in all mails. */
const FRAME = new Set(['brand', 'footer', 'locale', 'items']);
const LONGEST_VALUE = 80;

/** Everything that words of this mail can name, one level deep, with its value; lists and links' answers are left out. */
export function mailNames(input: MailInput, mailClass: MessageClass): MailName[] {
  return Object.entries(mailScope(input, mailClass)).flatMap(([key, value]): MailName[] => {
    if (FRAME.has(key)) return [];
    if (value === null || typeof value !== 'object') return [{ name: key, value: shown(value) }];
    return Object.entries(value as object).flatMap(([part, inner]) =>
      inner !== null && typeof inner === 'object' ? [] : [{ name: `${key}.${part}`, value: shown(inner) }],
    );
  });
}

/** Of any list or text, and what is made before the HTML is filled. */
const SIZES = new Set(['size', 'first', 'last']);
const MADE_BEFORE = new Set(['subject', 'preheader', 'text']);

/** Tells of a name's first two parts, `customer.first_name`, whether mails like this one have them. */
export function knownNames(sample: MailInput): (name: string) => boolean {
  const scope = Object.entries(mailScope(sample, 'marketing'));
  const parts = new Map(scope.map(([key, value]) => [key, isPlain(value) ? Object.keys(value) : []]));
  return (name) => {
    const [root = '', part] = name.split('.');
    if (MADE_BEFORE.has(root)) return true;
    const known = parts.get(root);
    return known !== undefined && (part === undefined || SIZES.has(part) || known.includes(part));
  };
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
