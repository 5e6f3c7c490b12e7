import { BlockStack, Box, Button, Card, Icon, InlineStack, Link, ProgressBar, Text } from '@shopify/polaris';
import { CheckCircleIcon, MinusCircleIcon } from '@shopify/polaris-icons';
import type { FirstRunStep } from '~/base/vocabulary/first-run';
import { usePanel } from '~/components/frame/panel-context';
import type { SetUpStep, SetUpStepName } from '~/office/pages/home/set-up.server';

/** The steps before the first mail; gone once all are done, and nothing to those who cannot take them. */
export function SetUpChecklist({
  steps,
  hasSent,
}: {
  steps: readonly SetUpStep[];
  /** Mail has left before: one of the steps is open again. */
  hasSent: boolean;
}) {
  const { s, isFull } = usePanel();
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length || !isFull) return null;
  const next = steps.find((step) => !step.done)?.step;
  const wordsOf = ({ step, untested }: SetUpStep) =>
    untested ? s.home.setUp.untested : s.home.setUp.steps[step];
  const titleOf = (step: SetUpStep) => (step.byRelay ? s.home.setUp.relay : wordsOf(step).title);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {hasSent ? s.home.setUp.titleLater : s.home.setUp.title}
          </Text>
          <InlineStack gap="300" blockAlign="center" wrap={false}>
            <Box width="8rem">
              <ProgressBar
                progress={(done / steps.length) * 100}
                size="small"
                tone="success"
                ariaLabelledBy="set-up-progress"
              />
            </Box>
            <Text as="span" tone="subdued" id="set-up-progress">
              {s.home.setUp.progress(done, steps.length)}
            </Text>
          </InlineStack>
        </BlockStack>
        <ul className="carafe-rows" data-plain="">
          {steps.map((step) => (
            <li key={step.step}>
              <InlineStack gap="300" wrap={false} blockAlign="start">
                <Box>
                  <Icon
                    source={step.done ? CheckCircleIcon : MinusCircleIcon}
                    tone={step.done ? 'success' : 'subdued'}
                    accessibilityLabel={step.done ? s.home.health.ok : ''}
                  />
                </Box>
                <BlockStack gap="200">
                  <BlockStack gap="050">
                    <Text as="h3" {...(step.step === next && { fontWeight: 'semibold' as const })}>
                      {step.done || step.step === next ? (
                        titleOf(step)
                      ) : (
                        <Link url={placeOf(step.step)} monochrome removeUnderline>
                          {titleOf(step)}
                        </Link>
                      )}
                    </Text>
                    {step.step === next && (
                      <Text as="p" tone="subdued">
                        {wordsOf(step).about}
                      </Text>
                    )}
                  </BlockStack>
                  {step.step === next && (
                    <InlineStack>
                      <Button variant="primary" url={next === 'sender' ? '/app/welcome' : placeOf(step.step)}>
                        {next === 'sender' ? s.firstRun.welcome.start : s.home.setUp.open}
                      </Button>
                    </InlineStack>
                  )}
                </BlockStack>
              </InlineStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

const places: Record<SetUpStepName, FirstRunStep> = {
  sender: 'sender',
  address: 'sender',
  smtp: 'mail-server',
  kinds: 'kinds',
};

function placeOf(step: SetUpStepName): string {
  return `/app/welcome?step=${places[step]}`;
}
