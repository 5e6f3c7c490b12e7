import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { type FirstRunStep, stepBefore } from '~/base/vocabulary/first-run';
import type { Move } from '~/components/first-run/use-move';
import { usePanel } from '~/components/frame/panel-context';

export interface StepFrameProps {
  readonly step: FirstRunStep;
  readonly move: Move;
  readonly nextLabel: string;
  readonly onNext: () => void;
  readonly canSkip?: boolean;
  readonly children: ReactNode;
}

/** One step: what it is, why it is asked, its content, and the ways on, back and past it. */
export function StepFrame({ step, move, nextLabel, onNext, canSkip = true, children }: StepFrameProps) {
  const { s } = usePanel();
  const words = s.firstRun;
  const before = stepBefore(step);
  return (
    <Card padding={{ xs: '400', sm: '600' }}>
      <BlockStack gap="500">
        <BlockStack gap="200">
          <Text as="h2" variant="headingLg">
            {words.names[step]}
          </Text>
          <Text as="p" tone="subdued">
            <Text as="span" visuallyHidden>
              {words.why}:{' '}
            </Text>
            {words.reasons[step]}
          </Text>
        </BlockStack>
        {children}
        <InlineStack align="space-between" gap="300">
          {before ? <Button url={`/app/welcome?step=${before}`}>{words.back}</Button> : <span />}
          <ButtonGroup>
            {canSkip && (
              <Button onClick={move.skip} disabled={move.busy}>
                {words.skip}
              </Button>
            )}
            <Button variant="primary" onClick={onNext} loading={move.busy}>
              {nextLabel}
            </Button>
          </ButtonGroup>
        </InlineStack>
        <Text as="p" tone="subdued" variant="bodySm">
          {words.leaveAbout}
        </Text>
      </BlockStack>
    </Card>
  );
}
