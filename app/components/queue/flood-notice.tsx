import { Banner, BlockStack, InlineStack, Link } from '@shopify/polaris';
import { queueAddress } from '~/base/vocabulary/queue-query';
import { usePanel } from '~/components/frame/panel-context';
import { useTellingFetcher } from '~/components/frame/use-telling-fetcher';
import { ConfirmButton } from '~/components/parts/confirm-button';
import { NeedsFull } from '~/components/parts/needs-full';
import type { Flood } from '~/office/pages/home/floods.server';
import type { action } from '~/routes/app.kinds';

interface FloodNoticeProps {
  readonly flood: Flood;
  /** Not where they are listed below it. */
  readonly look?: true;
}

/** A batch that the breaker holds for a person: how many, why, and the button that lets it go. */
export function FloodNotice({ flood, look }: FloodNoticeProps) {
  const { s, write, isFull } = usePanel();
  const words = s.lists.flood;
  const fetcher = useTellingFetcher<typeof action>(() => words.released);
  const { kind } = flood;
  const count = flood.capped ? s.common.capped(flood.count) : write.number(flood.count);
  const release = () =>
    fetcher.submit({ kind, intent: 'release-flood' }, { method: 'post', action: '/app/kinds' });
  return (
    <Banner tone="warning" title={words.title(s.kinds[kind], count)}>
      <div {...(fetcher.state !== 'idle' && { 'data-busy': '' })}>
        <BlockStack gap="300">
          <p>{words.about(write.number(flood.limit))}</p>
          <InlineStack gap="300" blockAlign="center">
            {isFull && (
              <ConfirmButton
                words={words.release}
                title={words.sure(count)}
                about={words.sureAbout}
                disabled={fetcher.state !== 'idle'}
                onConfirm={release}
              />
            )}
            {look && <Link url={queueAddress({ view: 'held', kind, hold: 'held-flood' })}>{words.look}</Link>}
          </InlineStack>
          <NeedsFull />
        </BlockStack>
      </div>
    </Banner>
  );
}
