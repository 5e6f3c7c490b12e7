import { DEED_SPENT } from '~/base/vocabulary/deed-spent';

/**
 * The browser's key of a deed. Pressed again because no answer came, the deed comes under the same key, and is done once.
 * Undefined: none was given, and the deed is a new one.
 */
export function deedKeyOf(request: Request): string | undefined {
  const key = request.headers.get('Idempotency-Key') ?? '';
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key) ? key : undefined;
}

/** What a deed made, if it stands: nobody is told that something is done which is over. Refuses the key otherwise. */
export function standing<Made>(made: Made | 'spent'): Made {
  if (made === 'spent') throw new Response(null, { status: DEED_SPENT });
  return made;
}
