export type Fields = Record<string, string | boolean>;

/** A form under somebody's hands, and what it is compared with. */
export interface Work<Form> {
  readonly form: Form;
  readonly stored: Form;
  /** What was stored when the first change was made: whatever equals it was not changed here. */
  readonly openedWith: Form;
  /** What the page said last of what is stored. For a moment after a save, or for long where it cannot be loaded again, it says what was stored before. */
  readonly told: Form;
  /** True when the form was typed before this page was opened. */
  readonly restored: boolean;
}

/** The part of it that outlives the page. */
interface Kept {
  readonly form: Record<string, unknown>;
  readonly openedWith: Record<string, unknown>;
}

/** What was on a page when it was sent. */
export type Sent<Form> = Pick<Work<Form>, 'form' | 'openedWith'>;

export function beginWork<Form extends Fields>(stored: Form): Work<Form> {
  return { form: stored, stored, openedWith: stored, told: stored, restored: false };
}

/**
 * What was kept before comes back, as far as the form has its fields still: only what was typed, since another window
 * may have stored the rest otherwise meanwhile. Fields whose names begin with `asOne` say one thing together, and come
 * back together; '' is all of them.
 */
export function restoreWork<Form extends Fields>(
  work: Work<Form>,
  given: unknown,
  asOne?: string,
): Work<Form> {
  const kept = given as Partial<Kept> | null;
  if (!kept?.form || !kept.openedWith) return work;
  const openedWith = fitted(kept.openedWith, work.stored);
  const form = fitted(kept.form, work.stored);
  const typed = typedOn({ form, openedWith, stored: work.stored }, asOne);
  return differs(typed.form, work.stored) ? { ...work, ...typed, restored: true } : work;
}

/**
 * The page says what is stored: in each render, often in a new object, and no news as long as it says the same. What
 * was typed stays as it is, with all that is one with it; each other field follows.
 */
export function hearPage<Form extends Fields>(work: Work<Form>, told: Form, asOne?: string): Work<Form> {
  if (!differs(told, work.told)) return work;
  const { form, openedWith } = isDirty(work) ? work : { form: told, openedWith: told };
  const typed = typedOn({ form, openedWith, stored: told }, asOne);
  return {
    ...work,
    form: fitted(typed.form, told),
    openedWith: fitted(typed.openedWith, told),
    stored: told,
    told,
  };
}

/** What is stored, with what was typed in its place. */
function typedOn<Form extends Fields>(
  { form, openedWith, stored }: Pick<Work<Form>, 'form' | 'openedWith' | 'stored'>,
  asOne?: string,
): Sent<Form> {
  const isOne = (field: string) => asOne !== undefined && field.startsWith(asOne);
  const own = Object.keys(form).filter((field) => form[field] !== openedWith[field]);
  const isTyped = (field: keyof Form & string) => own.includes(field) || (isOne(field) && own.some(isOne));
  return {
    form: { ...stored, ...pick(form, isTyped) },
    openedWith: { ...stored, ...pick(openedWith, isTyped) },
  };
}

export function changeField<Form extends Fields, Field extends keyof Form>(
  work: Work<Form>,
  field: Field,
  value: Form[Field],
): Work<Form> {
  return { ...work, form: { ...work.form, [field]: value } };
}

/**
 * What was sent is stored, and its secrets are not shown again. What was typed while it was on its way is not: it stands
 * there as a further change. `now` names what is stored otherwise than it was sent.
 *
 * @example settleWork(changeField(sent, 'name', 'Ada L'), { sent }) // of a sent 'Ada': form 'Ada L', stored 'Ada'
 */
export function settleWork<Form extends Fields>(
  work: Work<Form>,
  { sent, now, secret = [] }: { sent: Sent<Form>; now?: Partial<Form>; secret?: readonly (keyof Form)[] },
): Work<Form> {
  const changes = pick(sent.form, (field) => sent.form[field] !== sent.openedWith[field]);
  const stored = { ...work.stored, ...changes, ...now, ...blank(secret) };
  // A field that was not sent may have followed what a colleague has stored meanwhile: that was not typed.
  const before: Form = { ...work.openedWith, ...changes };
  const later = pick(work.form, (field) => work.form[field] !== before[field]);
  return { ...work, form: { ...stored, ...later }, stored, openedWith: stored, restored: false };
}

/**
 * What was sent was taken back: its fields stand as they did before, where nobody has stored something else since. What
 * was typed since stays.
 */
export function takeBackWork<Form extends Fields>(
  work: Work<Form>,
  { form: sent, openedWith: before }: Sent<Form>,
): Work<Form> {
  const back = pick(before, (field) => before[field] !== sent[field] && work.stored[field] === sent[field]);
  const later = pick(work.form, (field) => work.form[field] !== sent[field]);
  return {
    ...work,
    form: { ...work.form, ...back, ...later },
    stored: { ...work.stored, ...back },
    openedWith: { ...work.openedWith, ...back },
  };
}

/** What was sent is done with, and the form is empty again, unless it was typed in while that was on its way. */
export function finishWork<Form extends Fields>(work: Work<Form>, sent: Form): Work<Form> {
  return differs(work.form, sent) ? work : discardWork(work);
}

export function discardWork<Form extends Fields>(work: Work<Form>): Work<Form> {
  return { ...work, form: work.stored, openedWith: work.stored, restored: false };
}

/** These fields are known to be stored otherwise by now: what is shown of them is meant all the same. */
export function hearOthers<Form extends Fields>(work: Work<Form>, now: Partial<Form>): Work<Form> {
  return { ...work, openedWith: { ...work.openedWith, ...now } };
}

export function isDirty<Form extends Fields>({ form, stored }: Work<Form>): boolean {
  return differs(form, stored);
}

/** Nothing is kept of a form that says what is stored, and never a secret. */
export function keptOf<Form extends Fields>(
  { form, stored, openedWith }: Work<Form>,
  secret: readonly (keyof Form)[],
): Kept | null {
  const open = (fields: Form) => pick(fields, (field) => !secret.includes(field));
  return differs(open(form), open(stored)) ? { form: open(form), openedWith: open(openedWith) } : null;
}

function differs(a: Partial<Fields>, b: Partial<Fields>): boolean {
  return Object.keys({ ...a, ...b }).some((field) => a[field] !== b[field]);
}

function pick<Form extends Fields>(
  fields: Form,
  isMeant: (field: keyof Form & string) => boolean,
): Partial<Form> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => isMeant(field))) as Partial<Form>;
}

function blank<Form extends Fields>(fields: readonly (keyof Form)[]): Partial<Form> {
  return Object.fromEntries(fields.map((field) => [field, ''])) as Partial<Form>;
}

/** In the fields of `stored`, and with its values where there is none that fits. */
function fitted<Form extends Fields>(given: Record<string, unknown>, stored: Form): Form {
  const fields = Object.entries(stored).map(([field, value]) => [
    field,
    typeof given[field] === typeof value ? given[field] : value,
  ]);
  return Object.fromEntries(fields) as Form;
}
