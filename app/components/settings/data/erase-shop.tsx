import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, Button, InlineStack, List, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { AdminModal } from '~/components/parts/admin-modal';
import { TitledAbout } from '~/components/parts/titled-about';
import { useSend } from '~/components/settings/use-send';
import type { EraseAnswer } from '~/office/privacy/erase-shop.server';

/** Deletes everything of the store, for whoever types its domain. There is no way back, and it says so first. */
export function EraseShop() {
  const { s, shopDomain } = usePanel();
  const words = s.shopData.erase;
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const { send, busy } = useSend();
  const close = () => {
    setIsOpen(false);
    setTyped('');
    setIsWrong(false);
  };
  const erase = async () => {
    if (typed.trim().toLowerCase() !== shopDomain) return setIsWrong(true);
    // Once it has begun, the page's own rows are asked for again, and the answer is that there are none.
    const answer = await send<EraseAnswer>('/app/erase', { domain: typed });
    if (answer?.status === 'wrong-name') setIsWrong(true);
  };
  return (
    <BlockStack gap="200">
      <TitledAbout title={words.title} about={words.about} variant="headingSm" />
      <InlineStack>
        <Button tone="critical" onClick={() => setIsOpen(true)}>
          {words.button}
        </Button>
      </InlineStack>
      {isOpen && (
        <AdminModal open onHide={close}>
          <Box padding="400">
            <BlockStack gap="400">
              <List>
                {words.means.map((sentence) => (
                  <List.Item key={sentence}>{sentence}</List.Item>
                ))}
              </List>
              <TextField
                id="erase-domain"
                label={words.type(shopDomain)}
                value={typed}
                onChange={(text) => {
                  setTyped(text);
                  setIsWrong(false);
                }}
                autoComplete="off"
                spellCheck={false}
                {...(isWrong && { error: words.wrong })}
              />
              <Text as="p" tone="subdued">
                {words.exportFirst}
              </Text>
            </BlockStack>
          </Box>
          <TitleBar title={words.question}>
            <button
              type="button"
              variant="primary"
              tone="critical"
              onClick={erase}
              {...(busy && { loading: '' })}
            >
              {words.confirm}
            </button>
            <button type="button" onClick={close}>
              {s.common.cancel}
            </button>
          </TitleBar>
        </AdminModal>
      )}
    </BlockStack>
  );
}
