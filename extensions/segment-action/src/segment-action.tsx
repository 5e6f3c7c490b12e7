import '@shopify/ui-extensions/preact';
import { render } from 'preact';
import type { SegmentView } from '../../../app/office/blocks/answers';
import { numberOf, word } from '../../block-kit/ask-carafe';
import { useAnswer } from '../../block-kit/use-answer';
import { Waiting } from '../../block-kit/waiting';

export default async function segmentAction() {
  render(<Segment path={`segments/${numberOf(shopify.data.selected)}`} />, document.body);
}

/**
 * Says who of the segment may be written to and whether there is a reason. It sends nothing: a person chooses the kind
 * and sees each message on the app's own page.
 */
function Segment({ path }: { path: string }) {
  const { loaded, ask } = useAnswer<SegmentView>(path);
  const view = loaded.status === 'here' ? loaded.answer : null;
  return (
    <s-admin-action heading={word('heading')} loading={loaded.status === 'loading'}>
      <s-stack gap="base">
        {!view && <Waiting loaded={loaded} onRetry={ask} />}
        {view && <s-heading>{view.name}</s-heading>}
        {view?.sentences.map((sentence) => (
          <s-paragraph key={sentence}>{sentence}</s-paragraph>
        ))}
        {view && view.kinds.length > 0 && (
          <s-unordered-list>
            {view.kinds.map(({ kind, counts }) => (
              <s-list-item key={kind}>{`${kind}: ${counts}`}</s-list-item>
            ))}
          </s-unordered-list>
        )}
      </s-stack>
      {view && view.kinds.length > 0 && (
        <s-button slot="primary-action" variant="primary" href={`app:${view.path.replace(/^\//, '')}`}>
          {word('choose')}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={() => shopify.close()}>
        {word('close')}
      </s-button>
    </s-admin-action>
  );
}
