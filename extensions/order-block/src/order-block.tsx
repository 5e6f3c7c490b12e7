import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import { numberOf } from '../../block-kit/ask-carafe';
import { MessagesBlock } from '../../block-kit/messages-block';

export default async function orderBlock() {
  render(<MessagesBlock path={`orders/${numberOf(shopify.data.selected)}`} />, document.body);
}
