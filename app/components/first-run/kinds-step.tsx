import {
  Badge,
  Banner,
  BlockStack,
  Checkbox,
  InlineError,
  InlineStack,
  Link,
  List,
  Text,
  TextField,
} from '@shopify/polaris';
import type { FirstRunStep } from '~/base/vocabulary/first-run';
import { DryRunLink } from '~/components/dry-run/dry-run-link';
import type { StepProps } from '~/components/first-run/first-run';
import { StepFrame } from '~/components/first-run/step-frame';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { useStandingErrors } from '~/components/settings/standing-errors';
import type { KindSwitch } from '~/office/pages/settings/settings.server';

type Kind = KindSwitch['kind'];
type ChoiceForm = Record<Kind, boolean> & { toMe: boolean; address: string };

/** Which kinds begin, in review, and whether everything goes to the merchant for a week. */
export function KindsStep({ page, move }: StepProps) {
  const { s, write } = usePanel();
  const words = s.firstRun.kinds;
  const { untilOn, isTicked, address: known } = page.rehearsal;
  const draft = useDraft<ChoiceForm>('welcome-kinds', {
    stored: { ...suggested(page.kinds, page.form), toMe: isTicked, address: known },
  });
  const { toMe, address } = draft.form;
  const chosen = page.kinds.map(({ kind }) => kind).filter((kind) => draft.form[kind]);
  const errors = useStandingErrors(move.errors, { kinds: chosen.length, sendAllTo: address });
  const open = page.ready.filter(({ step, done }) => !done && step !== 'kinds');
  const missing = open.filter(({ untested }) => !untested);
  const untested = open.find((step) => step.untested);
  return (
    <StepFrame
      step="kinds"
      move={move}
      nextLabel={s.firstRun.finish}
      onNext={() =>
        move.next(
          { kinds: chosen, rehearsal: { isTicked: toMe, address } },
          { settle: () => draft.settle(draft) },
        )
      }
    >
      <BlockStack gap="500">
        {missing.length > 0 && (
          <Banner tone="warning" title={words.notReady}>
            <List>
              {missing.map(({ step }) => (
                <List.Item key={step}>
                  {words.missing[step] ?? step}{' '}
                  <Link url={`/app/welcome?step=${placeOf(step)}`}>
                    {words.goTo(s.firstRun.names[placeOf(step)])}
                  </Link>
                </List.Item>
              ))}
            </List>
          </Banner>
        )}
        {untested && (
          <Banner
            tone="warning"
            title={s.firstRun.untested.title}
            action={{
              content: words.goTo(s.firstRun.names['mail-server']),
              url: '/app/welcome?step=mail-server',
            }}
          >
            <p>{s.home.setUp.untested.about}</p>
          </Banner>
        )}
        <Text as="p">{words.about}</Text>
        <BlockStack gap="400">
          {page.kinds.map((kind) => (
            <KindChoice
              key={kind.kind}
              kind={kind}
              isOthers={page.form[`others.${kind.kind}`]}
              isChosen={chosen.includes(kind.kind)}
              onChange={(on) => draft.set(kind.kind, on)}
            />
          ))}
          {errors.kinds && (
            <div id="kinds" tabIndex={-1} role="alert">
              <InlineError message={words.noneChosen} fieldID="kinds" />
            </div>
          )}
        </BlockStack>
        <BlockStack gap="200">
          <Checkbox
            label={words.meTitle}
            helpText={words.meAbout}
            checked={toMe}
            onChange={(on) => draft.set('toMe', on)}
          />
          {toMe && (
            <TextField
              id="sendAllTo"
              label={words.meField}
              type="email"
              autoComplete="email"
              value={address}
              onChange={(value) => draft.set('address', value)}
              helpText={untilOn ? words.meUntil(write.day(untilOn)) : words.meOpen}
              {...(errors.sendAllTo && { error: words.meNeeds })}
            />
          )}
        </BlockStack>
      </BlockStack>
    </StepFrame>
  );
}

/** Thank-yous need no history; what another tool sends is left out. */
function suggested(kinds: readonly KindSwitch[], form: StepProps['page']['form']): Record<Kind, boolean> {
  const isSuggested = ({ kind, mode }: KindSwitch) =>
    mode !== 'off' || (!form[`others.${kind}`] && kind !== 'running-low');
  return Object.fromEntries(kinds.map((one) => [one.kind, isSuggested(one)])) as Record<Kind, boolean>;
}

function placeOf(step: string): FirstRunStep {
  return step === 'smtp' ? 'mail-server' : 'sender';
}

interface KindChoiceProps {
  readonly kind: KindSwitch;
  readonly isOthers: boolean;
  readonly isChosen: boolean;
  readonly onChange: (on: boolean) => void;
}

function KindChoice({ kind, isOthers, isChosen, onChange }: KindChoiceProps) {
  const { s } = usePanel();
  const words = s.firstRun.kinds;
  if (kind.mode !== 'off') {
    return (
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span">{s.kinds[kind.kind]}</Text>
          <Badge tone="success">{words.isOn}</Badge>
        </InlineStack>
        <Text as="p" tone="subdued">
          {s.kindAbout[kind.kind]}
        </Text>
      </BlockStack>
    );
  }
  return (
    <BlockStack gap="100">
      <Checkbox
        label={
          <InlineStack gap="200" blockAlign="center">
            {s.kinds[kind.kind]}
            {isOthers && <Badge>{words.others}</Badge>}
            {!isOthers && kind.kind === 'thank-you' && <Badge tone="info">{words.suggested}</Badge>}
          </InlineStack>
        }
        helpText={s.kindAbout[kind.kind]}
        checked={isChosen}
        onChange={onChange}
      />
      <InlineStack>
        <DryRunLink kind={kind.kind} fromSetUp />
      </InlineStack>
    </BlockStack>
  );
}
