import { withoutControls } from '~/base/lib/control-characters';
import { BodyTooLarge } from '~/base/lib/node-adapter.server';

/**
 * What a page of the panel sent, as far as it can be read: the routes' parsers decide what to make of it. Texts come
 * without what the database would refuse. What is larger than its address takes is refused with 413.
 */
export async function readJson(request: Request): Promise<unknown> {
  try {
    return JSON.parse(await request.text(), (_, value: unknown) =>
      typeof value === 'string' ? withoutControls(value) : value,
    );
  } catch (error) {
    refuseTooLarge(error);
    return null;
  }
}

/** The fields of a form; a body that is no form is refused with 400, and a file counts as empty. */
export async function readFields(request: Request): Promise<URLSearchParams> {
  const form = await request.formData().catch((error: unknown) => {
    refuseTooLarge(error);
    return null;
  });
  if (!form) throw new Response(null, { status: 400 });
  return cleaned([...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']));
}

function refuseTooLarge(error: unknown): void {
  if (error instanceof BodyTooLarge || (error instanceof Error && error.cause instanceof BodyTooLarge))
    throw new Response(null, { status: 413 });
}

/** What an address asks for behind its question mark. */
export function readParameters(request: Request): URLSearchParams {
  return cleaned([...new URL(request.url).searchParams]);
}

function cleaned(pairs: readonly (readonly [string, string])[]): URLSearchParams {
  return new URLSearchParams(pairs.map(([name, value]) => [name, withoutControls(value)]));
}
