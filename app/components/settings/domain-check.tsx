import { useFetcher } from '@remix-run/react';
import {
  Banner,
  BlockStack,
  Button,
  Checkbox,
  FormLayout,
  InlineStack,
  Text,
  TextField,
} from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { TitledAbout } from '~/components/parts/titled-about';
import type { SectionProps } from '~/components/settings/settings-sections';
import type { action } from '~/routes/app.domain-check';

type Check = NonNullable<ReturnType<typeof useFetcher<typeof action>>['data']>;

const unsaid = { selector: '', established: false };

/** Asks the DNS about the sender's domain, and says for each record what was found and what to do. */
export function DomainCheck({ draft }: Pick<SectionProps, 'draft'>) {
  const address = draft.form['sender.email'];
  const isSaved = address !== '' && address === draft.stored['sender.email'];
  const { s } = usePanel();
  const words = s.senderDomain;
  const fetcher = useFetcher<typeof action>();
  const said = useDraft('domain-check', { stored: unsaid });
  const { form, set, settle } = said;
  const { selector, established } = form;
  const asked = useRef(said);
  const check = fetcher.state === 'idle' ? fetcher.data : undefined;
  useEffect(() => {
    if (check) settle(asked.current);
  }, [check, settle]);
  const ask = () => {
    asked.current = said;
    fetcher.submit(
      { selector, established: established ? 'yes' : '' },
      { method: 'post', action: '/app/domain-check' },
    );
  };
  return (
    <BlockStack gap="300">
      <TitledAbout title={words.title} about={words.about} variant="headingSm" />
      <FormLayout>
        <TextField
          label={words.selector}
          helpText={words.selectorHelp}
          value={selector}
          onChange={(value) => set('selector', value)}
          autoComplete="off"
          spellCheck={false}
          maxLength={63}
        />
        <Checkbox
          label={words.established}
          helpText={words.establishedHelp}
          checked={established}
          onChange={(on) => set('established', on)}
        />
        <InlineStack gap="300" blockAlign="center">
          <Button onClick={ask} loading={fetcher.state !== 'idle'} disabled={!isSaved}>
            {words.check}
          </Button>
          {!isSaved && (
            <Text as="span" tone="subdued">
              {words.saveFirst}
            </Text>
          )}
        </InlineStack>
      </FormLayout>
      <div aria-live="polite">{check && <Verdict check={check} />}</div>
    </BlockStack>
  );
}

function Verdict({ check }: { check: Check }) {
  const words = usePanel().s.senderDomain;
  if (check.status === 'not-a-domain') return <Banner tone="critical" title={words.notADomain} />;
  if (check.status === 'not-yours') return <Banner tone="warning" title={words.notYours(check.domain)} />;
  const { domain, spf, dkim, dmarc, isVerified } = check;
  const advices = [spf.advice, null, dmarc.advice];
  const isSpfUnknown = spf.status === 'missing' && spf.advice === null;
  const said = [
    isSpfUnknown ? `${words.spf.missing} ${words.spfUnknown}` : words.spf[spf.status],
    words.dkim[dkim.status],
    words.dmarc[dmarc.status],
  ];
  return (
    <Banner
      tone={isVerified ? 'success' : 'warning'}
      title={isVerified ? words.verified(domain) : words.unverified(domain)}
    >
      <BlockStack gap="200">
        {said.map((line, at) => {
          const advice = advices[at];
          return (
            <BlockStack key={line} gap="050">
              <Text as="p">{line}</Text>
              {advice && (
                <Text as="p" breakWord>
                  {words.enter(advice.name)} <code>{advice.value}</code>
                </Text>
              )}
            </BlockStack>
          );
        })}
      </BlockStack>
    </Banner>
  );
}
