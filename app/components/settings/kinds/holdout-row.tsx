import { BlockStack, InlineStack, Select, Text } from '@shopify/polaris';
import { type HoldoutChoice, holdoutChoices, MOST_HELD_OUT_PERCENT } from '~/base/vocabulary/holdout';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { usePanel } from '~/components/frame/panel-context';
import { useTellingFetcher } from '~/components/frame/use-telling-fetcher';
import { Effect } from '~/components/settings/last-month/last-month';
import type { Holdout } from '~/office/pages/settings/settings.server';
import type { action } from '~/routes/app.kinds';

/** How many customers a kind leaves out by chance, who said so, and what is still missing before it comes on by itself. */
export function HoldoutRow({ kind, holdout }: { kind: ActiveKind; holdout: Holdout }) {
  const { s, write, person } = usePanel();
  const words = s.holdout;
  const fetcher = useTellingFetcher<typeof action>(() => words.saved(s.kinds[kind]));
  const { percent, setBy, changedAt, dueMoments, enough } = holdout;
  const on = changedAt ? write.dayOf(changedAt) : null;
  const name = setBy && person(setBy);
  const why = setBy
    ? words.byPerson(percent, name, on)
    : percent > 0
      ? words.byItself(percent, enough, on)
      : words.notYet(dueMoments, enough);
  const chosen: HoldoutChoice = holdoutChoices.find((one) => one === String(percent)) ?? '0';
  return (
    <BlockStack gap="100">
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <Text as="p">{words.title}</Text>
        <div {...(fetcher.state !== 'idle' && { 'data-busy': '' })}>
          <Select
            label={words.label(s.kinds[kind])}
            labelHidden
            options={holdoutChoices.map((value) => ({
              value,
              label: value === 'automatic' ? words.automatic : words.percent(Number(value)),
            }))}
            value={setBy ? chosen : 'automatic'}
            disabled={fetcher.state !== 'idle'}
            onChange={(choice) =>
              fetcher.submit({ kind, intent: 'holdout', choice }, { method: 'post', action: '/app/kinds' })
            }
          />
        </div>
      </InlineStack>
      <Text as="p" tone="subdued">
        {why} {s.settingAbout.holdout(words.percent(MOST_HELD_OUT_PERCENT))}
      </Text>
      <Effect
        say={({ kinds }) => {
          const { mails, leftOut } = kinds[kind];
          if (mails === 0) return s.lastMonth.nothingOfKind;
          const each = Object.entries(leftOut).filter(([share]) => share !== '0');
          return s.lastMonth.leftOut(
            each
              .map(([share, count]) =>
                s.lastMonth.leftOutEach(write.percent(Number(share) / 100), write.number(count)),
              )
              .join(', '),
            write.number(mails),
          );
        }}
      />
    </BlockStack>
  );
}
