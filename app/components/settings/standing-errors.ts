import { useState } from 'react';

/** Errors that follow from several fields; a change to any of them asks the question anew. */
const together: readonly (readonly [group: string, code: string])[] = [
  ['quiet.', 'slot-in-quiet'],
  ['campaign.', 'every-day'],
];

/**
 * The errors of a form that was refused, without those about a field that has another value by now: whether that one
 * is right is said when it is saved.
 *
 * @example standingErrors({ perWeek: 'range' }, { perWeek: '99' }, { perWeek: '3' }) // {}
 */
export function standingErrors<Errors extends Readonly<Record<string, string | undefined>>>(
  errors: Errors,
  refused: Readonly<Record<string, unknown>>,
  form: Readonly<Record<string, unknown>>,
): Errors {
  const concerned = (field: string, code: string | undefined) => {
    const group = together.find(([, of]) => of === code)?.[0];
    return group ? Object.keys(form).filter((one) => one.startsWith(group)) : [field];
  };
  const stands = ([field, code]: readonly [string, string | undefined]) =>
    concerned(field, code).every((one) => !(one in refused) || refused[one] === form[one]);
  return Object.fromEntries(Object.entries(errors).filter(stands)) as Errors;
}

/** The same for a form on the page: what was refused is what stood in it when the errors came. */
export function useStandingErrors<Errors extends Readonly<Record<string, string | undefined>>>(
  errors: Errors,
  form: Readonly<Record<string, unknown>>,
): Errors {
  const [refused, setRefused] = useState({ errors, form });
  if (refused.errors !== errors) setRefused({ errors, form });
  return standingErrors(errors, refused.errors === errors ? refused.form : form, form);
}
