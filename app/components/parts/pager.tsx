import { useNavigate, useSearchParams } from '@remix-run/react';
import { Box, InlineStack, Pagination } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';

/** Leads to the neighbouring pages of a list; gone where there are none. */
export function Pager({ previous, next }: { previous: string | null; next: string | null }) {
  const { s } = usePanel();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  if (!previous && !next && !parameters.has('after')) return null;
  const go = (name: 'after' | 'before', cursor: string | null) => () => {
    const target = new URLSearchParams(parameters);
    target.delete('after');
    target.delete('before');
    if (cursor) target.set(name, cursor);
    navigate(`?${target}`);
  };
  const backToStart = previous === null && parameters.has('after');
  return (
    <Box padding="300" borderBlockStartWidth="025" borderColor="border-secondary">
      <InlineStack align="center">
        <Pagination
          hasPrevious={previous !== null || backToStart}
          onPrevious={go('before', previous)}
          hasNext={next !== null}
          onNext={go('after', next)}
          accessibilityLabels={{ previous: s.common.previous, next: s.common.next }}
        />
      </InlineStack>
    </Box>
  );
}
