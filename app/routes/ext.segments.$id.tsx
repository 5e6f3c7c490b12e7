import type { LoaderFunctionArgs } from '@remix-run/node';
import { blockRequest } from '~/office/blocks/block-request.server';
import { loadSegmentBlock } from '~/office/blocks/segment-block.server';
import { parseId } from '~/office/pages/request/parse-id';

/** What "Write to these" of a segment shows before it leads into the app. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const asked = await blockRequest(request, 'ext.segments.$id');
  const id = parseId(params.id);
  if (id === null) return asked.reply({}, 404);
  const view = await loadSegmentBlock(asked, String(id));
  return asked.reply(view ?? {}, view ? 200 : 404);
}
