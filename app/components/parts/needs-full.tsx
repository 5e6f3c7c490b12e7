import { Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';

/** Why a button is not to be used, by whoever lacks full access; nothing for the others. */
export function NeedsFull() {
  const { isFull, s } = usePanel();
  if (isFull) return null;
  return (
    <Text as="p" tone="subdued">
      {s.team.onlyFull}
    </Text>
  );
}
