import { Box } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { Why, type WhyInput } from '~/components/parts/why';

/** A phone shows a list without the heads of its columns: what those answer stands above it, in one place. */
export function PhoneWhy({ columns }: { columns: readonly WhyInput[] }) {
  const words = usePanel().s.whys.columns;
  return (
    <div className="carafe-only-phone">
      <Box paddingInline="400" paddingBlock="200">
        <Why about={words.about} sentence={words.sentence} inputs={columns} told />
      </Box>
    </div>
  );
}
