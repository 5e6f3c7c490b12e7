import {
  readSettingsForm,
  type SettingsField,
  type SettingsForm,
} from '~/office/pages/settings/settings-form';

/** What a page holds, and what it held when it was opened; null: nobody knows, so all of it is meant. */
export interface SettingsChange {
  readonly form: SettingsForm;
  readonly openedWith: SettingsForm | null;
  /** The form to the letter, as it still stands on the page. */
  readonly sent: Readonly<Record<string, unknown>>;
}

export interface MergedForm {
  /** What is stored, with what was changed on the page. */
  readonly form: SettingsForm;
  /** What somebody else made of a field meanwhile that was changed here to something else. */
  readonly now: Partial<SettingsForm>;
}

/** Takes what a browser sent; whatever is no form is an empty one. */
export function readSettingsChange(given: unknown): SettingsChange {
  const { form, openedWith } = (given ?? {}) as Partial<Record<keyof SettingsChange, unknown>>;
  return {
    form: readSettingsForm(form),
    openedWith: openedWith === undefined || openedWith === null ? null : readSettingsForm(openedWith),
    sent: typeof form === 'object' && form !== null ? { ...form } : {},
  };
}

/**
 * The form that is to be saved: of a page only what was changed on it counts, so that two people who have the settings
 * open at once keep what each of them did. A mail server is one thing: whoever changes a part of it means the rest too.
 */
export function mergeSettings(storedForm: SettingsForm, { form, openedWith }: SettingsChange): MergedForm {
  if (!openedWith) return { form, now: {} };
  const stored = readSettingsForm(storedForm);
  const differing = fieldsOf(form).filter((field) => form[field] !== openedWith[field]);
  const meansServer = form['smtp.own'] && differing.some(isOfServer);
  const meant = fieldsOf(form).filter(
    (field) => differing.includes(field) || (meansServer && isOfServer(field)),
  );
  const clashing = meant.filter(
    (field) => stored[field] !== openedWith[field] && stored[field] !== form[field],
  );
  return { form: { ...storedForm, ...picked(form, meant) }, now: picked(storedForm, clashing) };
}

function fieldsOf(form: SettingsForm): SettingsField[] {
  return Object.keys(form) as SettingsField[];
}

function isOfServer(field: SettingsField): boolean {
  return field.startsWith('smtp.');
}

function picked(form: SettingsForm, fields: readonly SettingsField[]): Partial<SettingsForm> {
  return Object.fromEntries(fields.map((field) => [field, form[field]]));
}
