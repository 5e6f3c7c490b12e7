import { Banner, BlockStack } from '@shopify/polaris';
import { countryName } from '~/base/strings/country-name';
import { usePanel } from '~/components/frame/panel-context';
import { PauseControl } from '~/components/pauses/pause-control';
import type { Pauses } from '~/office/pages/queue/pause.server';

/** What people paused, since when, and the way on. What stopped by itself has a banner of its own. */
export function PauseBanners({ pauses }: { pauses: Pauses }) {
  const { s, write, locale, person, isFull } = usePanel();
  const words = s.lists.pause;
  const since = ({ at, by }: { at: Date; by: string | null }) =>
    by ? words.sinceBy(write.dayTime(at), person(by)) : write.dayTime(at);
  return (
    <>
      {pauses.all && (
        <Banner tone="warning" title={s.home.paused}>
          <BlockStack gap="300" inlineAlign="start">
            <p>{s.home.pausedBy(since(pauses.all))}</p>
            {pauses.all.reason && <p>{pauses.all.reason}</p>}
            <PauseControl paused />
          </BlockStack>
        </Banner>
      )}
      {pauses.kinds.map((pause) => (
        <Banner key={pause.kind} tone="warning" title={words.kindTitle(s.kinds[pause.kind])}>
          <BlockStack gap="300" inlineAlign="start">
            <p>{words.kindSince(since(pause))}</p>
            <PauseControl paused kind={pause.kind} />
          </BlockStack>
        </Banner>
      ))}
      {pauses.countries.length > 0 && (
        <Banner
          tone="warning"
          title={s.reach.paused.banner(write.list(pauses.countries.map((code) => countryName(code, locale))))}
          {...(isFull && {
            action: { content: s.reach.paused.bannerAction, url: '/app/settings#paused-countries' },
          })}
        >
          <p>{s.reach.paused.bannerAbout}</p>
        </Banner>
      )}
    </>
  );
}
