import { useAppBridge } from '@shopify/app-bridge-react';
import { Button, InlineStack, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { NeedsFull } from '~/components/parts/needs-full';
import { saveFile } from '~/components/parts/save-file';
import { TitledCard } from '~/components/parts/titled-card';
import type { DataRequestView } from '~/office/pages/home/data-requests.server';

/** Customers who asked what is held of them: each answer as a file. Nothing is shown while nobody asks. */
export function DataRequestsCard({ requests }: { requests: readonly DataRequestView[] }) {
  const { s, write, isFull } = usePanel();
  const shopify = useAppBridge();
  const words = s.complaints.dataRequests;
  if (requests.length === 0) return null;
  const fetchAnswer = async (id: string) => {
    const answer = await fetch(`/app/data-requests/${id}`).catch(() => null);
    if (!answer?.ok) return shopify.toast.show(s.lists.send.exportFailed, { isError: true });
    saveFile(await answer.blob(), `data-request-${id}.json`);
  };
  return (
    <TitledCard title={words.title} about={words.about}>
      <ul className="carafe-rows" data-plain="">
        {requests.map(({ id, requestedAt }) => (
          <li key={id}>
            <InlineStack align="space-between" blockAlign="center" gap="200">
              <Text as="span">{words.asked(write.dayOf(requestedAt), id)}</Text>
              <Button
                size="slim"
                disabled={!isFull}
                accessibilityLabel={words.downloadName(id)}
                onClick={() => void fetchAnswer(id)}
              >
                {words.download}
              </Button>
            </InlineStack>
          </li>
        ))}
      </ul>
      <NeedsFull />
    </TitledCard>
  );
}
