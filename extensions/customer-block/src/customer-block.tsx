import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { numberOf } from '../../block-kit/ask-carafe';
import { MessagesBlock } from '../../block-kit/messages-block';

export default async function customerBlock() {
  render(<MessagesBlock path={`customers/${numberOf(shopify.data.selected)}`} />, document.body);
}
