import { Banner, BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { StepProps } from '~/components/first-run/first-run';
import type { FoundShown } from '~/components/first-run/follow-count';
import { StepFrame } from '~/components/first-run/step-frame';
import { useFound } from '~/components/first-run/use-found';
import { usePanel } from '~/components/frame/panel-context';
import { useRefresh } from '~/components/frame/use-refresh';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { Why } from '~/components/parts/why';
import type { Found } from '~/office/first-run/found.server';

const COUNT_AGAIN_MS = 60_000;

export function FoundStep({ page, move }: StepProps) {
  const { s } = usePanel();
  useRefresh(COUNT_AGAIN_MS);
  const shown = useFound(page.now);
  const isLoading = page.backfill !== null && !['done', 'failed'].includes(page.backfill.state);
  return (
    <StepFrame
      step="found"
      move={move}
      nextLabel={s.firstRun.goOn}
      onNext={() => move.next()}
      canSkip={false}
    >
      {isLoading && <Banner tone="info">{s.firstRun.found.stillLoading}</Banner>}
      <HowItStands {...shown} />
      {shown.found && <FoundFacts found={shown.found} />}
    </StepFrame>
  );
}

/** Of when the numbers are, and why there are no newer ones. */
function HowItStands({ foundAt, state, again }: FoundShown & { again: () => void }) {
  const { s, write } = usePanel();
  const words = s.firstRun.found;
  const place = useKeptFocus<HTMLDivElement>();
  const isCounting = state === 'counting';
  const trouble = isCounting || state === 'counted' ? null : words.trouble[state];
  return (
    <BlockStack gap="200">
      <div aria-live="polite">
        {isCounting && !foundAt && <Text as="p">{words.counting}</Text>}
        {trouble && (
          <Banner tone="warning" title={foundAt ? words.notCountedAgain : words.notCounted}>
            <p>{trouble}</p>
          </Banner>
        )}
      </div>
      <div ref={place}>{trouble && <Button onClick={again}>{words.again}</Button>}</div>
      {foundAt && (
        <Text as="p" tone="subdued">
          {words.countedAt(write.dayTime(new Date(foundAt)))}
          {isCounting && ` ${words.countingAgain}`}
        </Text>
      )}
    </BlockStack>
  );
}

/** What the store knows, in sentences; each number can be asked why. */
function FoundFacts({ found }: { found: Found }) {
  const { s, write } = usePanel();
  const words = s.firstRun.found;
  const whys = s.whys.found;
  const oldest = found.oldestOrderOn ? write.day(found.oldestOrderOn) : '–';
  if (found.orders === 0) return <Text as="p">{words.noOrders}</Text>;
  return (
    <BlockStack gap="500">
      <InlineStack gap="200" blockAlign="baseline">
        <Text as="p" variant="bodyLg">
          {words.customers(found.customers)}, {words.orders(found.orders, oldest)}.
        </Text>
        <Why
          about={whys.customers}
          sentence={whys.customersSentence}
          inputs={[
            { name: whys.customersCount, value: write.number(found.customers) },
            { name: whys.orders, value: write.number(found.orders) },
            { name: whys.oldest, value: oldest },
          ]}
        />
      </InlineStack>
      <ul className="carafe-rows" data-plain="">
        {found.kinds.map((kind) => (
          <li key={kind.kind}>
            <BlockStack gap="100">
              <Fact
                why={
                  <Why
                    about={s.kinds[kind.kind]}
                    sentence={words.whyMay}
                    inputs={kind.refused.map(({ because, count }) => ({
                      name: refusedWords(because, ''),
                      value: write.number(count),
                    }))}
                  />
                }
              >
                {words.may(write.number(kind.may), write.number(found.customers), s.kinds[kind.kind])}
              </Fact>
              {kind.refused.length > 0 && (
                <Text as="p" tone="subdued">
                  {words.refused(
                    write.list(
                      kind.refused.map(({ because, count }) => refusedWords(because, write.number(count))),
                    ),
                  )}
                </Text>
              )}
              {kind.kind === 'warranty-expiry' && found.products.withWarranty === 0 && (
                <Text as="p" tone="subdued">
                  {words.warrantyNeeded}
                </Text>
              )}
              {kind.kind === 'running-low' && (
                <InlineStack gap="200" blockAlign="baseline">
                  <Text as="p" tone="subdued">
                    {words.forecast(write.number(found.withForecast))}
                  </Text>
                  <Why about={whys.forecast} sentence={whys.forecastSentence} />
                </InlineStack>
              )}
            </BlockStack>
          </li>
        ))}
        <li>
          <Fact why={<Why about={whys.parcels} sentence={words.whyDelivered} />}>
            {found.parcels.seen === 0
              ? words.noParcels
              : words.delivered(
                  Math.round((found.parcels.delivered / found.parcels.seen) * 100),
                  write.number(found.parcels.seen),
                )}
          </Fact>
        </li>
        <li>
          <BlockStack gap="200">
            <Fact why={<Why about={whys.usage} sentence={whys.usageSentence} />}>
              {words.products(found.products.usedUp, found.products.unknown, found.products.durable)}
            </Fact>
            <Fact why={<Why about={whys.warranty} sentence={whys.warrantySentence} />}>
              {words.warranty(found.products.withWarranty)}
            </Fact>
          </BlockStack>
        </li>
      </ul>
      <Banner tone="info" title={words.advice}>
        <p>{words.advise[adviceFor(found)]}</p>
      </Banner>
    </BlockStack>
  );

  function refusedWords(because: string, count: string): string {
    return (words.refusedBecause[because] ?? words.refusedOther)(count).trim();
  }
}

function Fact({ children, why }: { children: ReactNode; why: ReactNode }) {
  return (
    <InlineStack gap="200" blockAlign="baseline">
      <Text as="p" fontWeight="medium">
        {children}
      </Text>
      {why}
    </InlineStack>
  );
}

const FEW_ORDERS = 200;

function adviceFor(found: Found): 'few' | 'consent' | 'good' {
  const reminders = found.kinds.find(({ kind }) => kind === 'running-low');
  if (found.orders < FEW_ORDERS) return 'few';
  return reminders && reminders.may < found.customers * 0.1 ? 'consent' : 'good';
}
