import { BlockStack } from '@shopify/polaris';
import type { ReactNode } from 'react';

interface ColumnsProps {
  readonly children: ReactNode;
  /** What stands beside it at a desk, and below it on a phone. */
  readonly aside: ReactNode;
  /** The rest of the first column; on a phone it comes last. */
  readonly rest?: ReactNode;
}

/**
 * A page's two columns. Not Polaris's Layout: its first column has the whole width until the second has come, and a page
 * that comes over the network in pieces is drawn before that.
 */
export function Columns({ children, aside, rest }: ColumnsProps) {
  return (
    <div className="carafe-columns">
      <BlockStack gap="400">{children}</BlockStack>
      <div className="carafe-aside">
        <BlockStack gap="400">{aside}</BlockStack>
      </div>
      {rest && <BlockStack gap="400">{rest}</BlockStack>}
    </div>
  );
}
