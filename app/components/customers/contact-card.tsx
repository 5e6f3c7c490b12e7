import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { countryName } from '~/base/strings/country-name';
import { languageName } from '~/base/strings/language-name';
import { usePanel } from '~/components/frame/panel-context';
import { Why } from '~/components/parts/why';
import type { CustomerPage } from '~/office/pages/customers/customer.server';

/** Who they are: only what helps to write well. */
export function ContactCard({ page }: { page: CustomerPage }) {
  const { s, write, locale, timeZone } = usePanel();
  const words = s.customer.contact;
  const { typicalIntervalDays, lastOrderOn } = page.rhythm;
  const { outlook } = page;
  const zone = page.timeZone ?? timeZone;
  const facts: [string, ReactNode][] = [
    [words.spent, write.money(page.amountSpentMinor)],
    ...(typicalIntervalDays
      ? [[words.ordersEvery, words.everyDays(Math.round(typicalIntervalDays))] as [string, string]]
      : []),
    ...outlookFacts(),
    [
      words.zone,
      `${write.time(page.now, zone)}${page.countryCode ? ` · ${countryName(page.countryCode, locale)}` : ''}`,
    ],
  ];
  if (page.locale) facts.push([words.language, languageName(page.locale, locale)]);
  return (
    <Card>
      <BlockStack gap={{ xs: '400', md: '300' }}>
        <InlineStack align="space-between" blockAlign="baseline" gap="200">
          <Text as="h2" variant="headingMd">
            {words.title}
          </Text>
          {page.orderCount > 0 && (
            <Why
              about={words.spent}
              sentence={s.lists.why.customer}
              inputs={[
                { name: s.lists.why.customerOrders, value: write.number(page.orderCount) },
                { name: words.spent, value: write.money(page.amountSpentMinor) },
                ...(page.lastOrderAt
                  ? [{ name: s.customers.columns.lastOrder, value: write.dayOf(page.lastOrderAt) }]
                  : []),
              ]}
            />
          )}
        </InlineStack>
        <BlockStack gap="050">
          {page.email ? (
            <Link url={`mailto:${page.email}`} external removeUnderline>
              <span style={{ overflowWrap: 'anywhere' }}>{page.email}</span>
            </Link>
          ) : (
            <Text as="p" tone="subdued">
              {words.noEmail}
            </Text>
          )}
          {page.phone && <Text as="p">{page.phone}</Text>}
        </BlockStack>
        <dl className="carafe-facts">
          {facts.map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {(page.company || page.tags.length > 0) && (
          <InlineStack gap="100">
            {page.company && <Badge>{words.company}</Badge>}
            {page.tags.slice(0, 12).map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </InlineStack>
        )}
        <Text as="p" tone="subdued" variant="bodySm">
          {words.logged}
        </Text>
      </BlockStack>
    </Card>
  );

  function outlookFacts(): [string, ReactNode][] {
    if (!outlook) return [];
    const { stillCustomerProbability, nextOrderOn, chanceIn30Days, chanceIn90Days } = outlook;
    const chances = words.chances(write.percent(chanceIn30Days), write.percent(chanceIn90Days));
    return [
      [
        words.stillCustomer,
        <InlineStack key="still" gap="200" align="end" blockAlign="center">
          {words.likely(write.percent(stillCustomerProbability))}
          <Why
            about={words.stillCustomer}
            sentence={words.outlookAbout}
            inputs={[
              ...(lastOrderOn ? [{ name: words.lastCounted, value: write.day(lastOrderOn) }] : []),
              ...(typicalIntervalDays
                ? [{ name: words.ordersEvery, value: words.everyDays(Math.round(typicalIntervalDays)) }]
                : []),
              { name: words.ordersAgain, value: chances },
            ]}
          />
        </InlineStack>,
      ],
      ...(nextOrderOn
        ? [[words.nextOrder, words.nextOrderAbout(write.day(nextOrderOn))] as [string, ReactNode]]
        : []),
      ...(chanceIn90Days > 0 ? [[words.ordersAgain, chances] as [string, ReactNode]] : []),
    ];
  }
}
