import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { now } from '~/base/lib/clock.server';
import { isActiveKind } from '~/base/vocabulary/kinds';
import { loadPauseEffect, setPaused } from '~/office/pages/queue/pause.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson, readParameters } from '~/office/pages/request/read-request.server';

/** What a pause would mean, of everything or of one kind, before it is confirmed. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.pause');
  const kind = kindOf(readParameters(request).get('kind'));
  return Response.json(await loadPauseEffect(shopId, { kind, now: now() }));
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName, demand } = await adminRequest(request, 'app.pause');
  const given = (await readJson(request)) as { intent?: unknown; kind?: unknown } | null;
  const intent = given?.intent;
  if (intent !== 'pause' && intent !== 'resume') throw new Response(null, { status: 400 });
  if (intent === 'resume') await demand('resume');
  const kind = kindOf(given?.kind);
  return Response.json(await setPaused(shopId, { intent, kind, by: staffName ?? staff }));
}

/** No kind means everything; one that is not known must not become that. */
function kindOf(given: unknown) {
  if (given === undefined || given === null || given === '') return null;
  const kind = String(given);
  if (!isActiveKind(kind)) throw new Response(null, { status: 400 });
  return kind;
}
