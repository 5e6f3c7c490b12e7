import { BlockStack, Box, Button, Link, Popover, Scrollable, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { useOpen } from '~/components/parts/use-open';

/** One thing that a number was made of. */
export interface WhyInput {
  readonly name: string;
  readonly value: string;
}

export interface WhyProps {
  /** What the number is: read to those who cannot see beside what "Why?" stands. */
  readonly about: string;
  /** How the number came to be, in one sentence. */
  readonly sentence: string;
  readonly inputs?: readonly WhyInput[];
  /** Inputs that are sentences stand below their names. */
  readonly told?: true;
  /** Where to look on, or where to change it. */
  readonly more?: { readonly content: string; readonly url: string };
}

/** Every number can be asked "Why?" and answers with what it was made of. */
export function Why({ about, sentence, inputs = [], told, more }: WhyProps) {
  const { s } = usePanel();
  const { open, toggle, close } = useOpen();
  return (
    <Popover
      active={open}
      onClose={close}
      ariaHaspopup="dialog"
      activator={
        <Button
          variant="plain"
          size="micro"
          textAlign="start"
          accessibilityLabel={`${s.common.why} ${about}`}
          onClick={toggle}
        >
          {s.common.why}
        </Button>
      }
    >
      <Popover.Pane fixed>
        {/* What is longer than a phone is read on by key as well. */}
        <Scrollable focusable className="carafe-why">
          <Box padding="400" maxWidth="20rem">
            <BlockStack gap="300">
              <Text as="p" breakWord>
                {sentence}
              </Text>
              {inputs.length > 0 && (
                <dl className="carafe-facts" {...(told && { 'data-told': '' })}>
                  {inputs.map(({ name, value }) => (
                    <Fact key={name} name={name} value={value} />
                  ))}
                </dl>
              )}
              {more && (
                <Text as="p">
                  <Link url={more.url}>{more.content}</Link>
                </Text>
              )}
            </BlockStack>
          </Box>
        </Scrollable>
      </Popover.Pane>
    </Popover>
  );
}

function Fact({ name, value }: WhyInput) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
