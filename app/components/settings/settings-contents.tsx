import { ActionList, Box, Button, InlineStack, Popover, Text } from '@shopify/polaris';
import { useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { useLastMonth } from '~/components/settings/last-month/last-month';

/** The way to each part of a long page; and, once for all of them, why no effect can be counted yet. */
export function SettingsContents() {
  const { s } = usePanel();
  const [open, setOpen] = useState(false);
  const { settings, moreSettings: more } = s;
  const parts: readonly (readonly [id: string, title: string])[] = [
    ['sender', settings.sender.title],
    ['smtp', settings.smtp.title],
    ['mailbox', s.mailbox.title],
    ['kinds', settings.kinds.title],
    ['quiet', settings.quiet.title],
    ['closed', more.closed.title],
    ['caps', settings.caps.title],
    ['brand', settings.brand.title],
    ['languages', more.languages.title],
    ['neighbours', more.neighbours.title],
    ['never', settings.never.title],
    ['soft-opt-in', s.reach.softOptIn.title],
    ['paused-countries', s.reach.paused.title],
    ['send-all-to', settings.sendAllTo.title],
    ['team', s.team.title],
    ['data', more.data.title],
    ['order-import', s.firstRun.importing.titleLater],
    ['pause', settings.pause.title],
  ];
  const isWithoutMail = useLastMonth()?.mails === 0;
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <InlineStack gap="300" blockAlign="center">
        <Popover
          active={open}
          onClose={() => setOpen(false)}
          activator={
            <Button disclosure onClick={() => setOpen(!open)}>
              {more.contents}
            </Button>
          }
        >
          <ActionList
            items={parts.map(([id, content]) => ({
              content,
              onAction: () => {
                setOpen(false);
                // Once the popover has given the focus back to its button.
                requestAnimationFrame(() => goTo(id));
              },
            }))}
          />
        </Popover>
        <div aria-live="polite">
          {isWithoutMail && (
            <Text as="p" tone="subdued">
              {s.lastMonth.nothing}
            </Text>
          )}
        </div>
      </InlineStack>
    </Box>
  );
}

/** Brings a part to the top and the focus into it, so that Tab goes on from there. */
function goTo(id: string): void {
  const part = document.getElementById(id);
  part?.scrollIntoView();
  part?.querySelector<HTMLElement>('input, select, textarea, button')?.focus({ preventScroll: true });
}
