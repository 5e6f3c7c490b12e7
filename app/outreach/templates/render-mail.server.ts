import { createHash } from 'node:crypto';
import { templateProblems } from '~/base/strings/en/template-problems';
import { messageClasses, stricterClass } from '~/base/vocabulary/kinds';
import { classOfKind } from '~/outreach/kinds/propose';
import { textFooter, withLayout } from '~/outreach/templates/layout';
import {
  type MailInput,
  type RenderedMail,
  TemplateError,
  type TemplateSource,
} from '~/outreach/templates/mail-input';
import { mailScope } from '~/outreach/templates/mail-scope';
import { compileMjml, renderParts } from '~/outreach/templates/render-pool.server';
import type { WorkerParts, WorkerProblem } from '~/outreach/templates/render-worker';
import { senderClass } from '~/outreach/templates/text/content-class';

const SUBJECT_LENGTH = 200;

/**
 * The very mail: subject, HTML and text, in the customer's language. MJML is compiled once for each template, Liquid is
 * filled in a worker thread under limits of time and memory.
 *
 * Throws TemplateError, with part and line, for a template that cannot be used. `class` is the strictest of the kinds'
 * and of the words in the template, the signature and the rest of the sender: a mail that offers something is marketing,
 * whatever it was planned as.
 */
export async function renderMail(input: MailInput): Promise<RenderedMail> {
  const { template, locale, shop } = input;
  const classes = input.messages.map(({ kind }) => classOfKind[kind]);
  const ofSender = senderClass({ name: shop.name, sender: shop.settings.sender });
  const mailClass = [...classes, template.class, ofSender].reduce(stricterClass, messageClasses[0]);
  const { key, parts } = await compiled(template);
  const answer = await renderParts(key, parts, mailScope(input, mailClass));
  if ('failed' in answer) throw errorOf(answer.failed);
  const { subject, preheader, html, text } = answer.rendered;
  if (subject === '') throw new TemplateError(templateProblems.emptySubject, 'subject', 1);
  return {
    subject: subject.slice(0, SUBJECT_LENGTH),
    preheader,
    html,
    text,
    class: mailClass,
    templateVersion: template.version,
    locale,
  };
}

interface Compiled {
  readonly key: string;
  readonly parts: WorkerParts;
}

const compiledByKey = new Map<string, Promise<Compiled>>();
const keyOfTemplate = new WeakMap<TemplateSource, string>();
const COMPILED_KEPT = 200;

/** A template with its MJML made into HTML; the newest 200 are kept. */
function compiled(template: TemplateSource): Promise<Compiled> {
  let key = keyOfTemplate.get(template);
  if (!key) {
    const { subject, preheader, body, text } = template;
    key = createHash('sha256')
      .update(JSON.stringify([subject, preheader, body, text]))
      .digest('base64url');
    keyOfTemplate.set(template, key);
  }
  let found = compiledByKey.get(key);
  if (!found) {
    found = compile(template, key);
    compiledByKey.set(key, found);
    found.catch(() => compiledByKey.delete(String(key)));
    if (compiledByKey.size > COMPILED_KEPT) compiledByKey.delete(String(compiledByKey.keys().next().value));
  }
  return found;
}

async function compile({ subject, preheader, body, text }: TemplateSource, key: string): Promise<Compiled> {
  const made = await compileMjml(withLayout(body));
  if ('failed' in made) throw errorOf(made.failed);
  return { key, parts: { subject, preheader, html: made.html, text: `${text}${textFooter}` } };
}

function errorOf({ part, line, message }: WorkerProblem): TemplateError {
  const known = part === 'subject' || part === 'preheader' || part === 'text' ? part : 'body';
  return new TemplateError(message, known, line);
}
