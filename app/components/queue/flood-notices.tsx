import { Box } from '@shopify/polaris';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { FloodNotice } from '~/components/queue/flood-notice';
import type { Flood } from '~/office/pages/home/floods.server';

/** All batches that the breaker holds, above the list that they are in. */
export function FloodNotices({ floods }: { floods: readonly Flood[] }) {
  const list = useKeptFocus<HTMLDivElement>();
  return (
    <div ref={list}>
      {floods.map((flood) => (
        <div key={flood.kind} data-row="">
          <Box paddingInline="400" paddingBlockEnd="300">
            <FloodNotice flood={flood} />
          </Box>
        </div>
      ))}
    </div>
  );
}
