import { Button, InlineStack, TextField } from '@shopify/polaris';
import { isoDay, localDay } from '~/base/lib/days';
import { usePanel } from '~/components/frame/panel-context';
import { useDraft } from '~/components/frame/use-draft';
import { FormButton, FormFrame } from '~/components/parts/form-button';

export interface MoveButtonProps {
  /** What is moved, by which a day that was typed is kept. */
  readonly name: string;
  /** The days that are offered, 'YYYY-MM-DD' in the customer's calendar, the nearest first. */
  readonly days: readonly string[];
  readonly now: Date;
  readonly zone: string;
  /** The last day 'YYYY-MM-DD' on which it is of use; nothing is moved behind it. */
  readonly lastDay?: string;
  readonly disabled: boolean;
  /** What it is called and about; a message's own words where nothing is said. */
  readonly words?: { readonly button: string; readonly title: string; readonly about: string };
  /** The chosen day 'YYYY-MM-DD', in the customer's calendar. */
  readonly onMove: (on: string) => void;
}

/** Moves a message to another day: one of those that are offered, or a day of one's own. */
export function MoveButton({ disabled, onMove, words, ...offer }: MoveButtonProps) {
  const { s } = usePanel();
  const { message } = s;
  const said = words ?? { button: s.common.move, title: message.moveTitle, about: message.moveAbout };
  return (
    <FormButton name={offer.name} words={said.button} disabled={disabled} under="left">
      {(close) => (
        <Days
          {...offer}
          words={said}
          onMove={(on) => {
            close();
            onMove(on);
          }}
        />
      )}
    </FormButton>
  );
}

interface DaysProps extends Omit<MoveButtonProps, 'disabled' | 'words'> {
  readonly words: NonNullable<MoveButtonProps['words']>;
}

/** Made when it is opened: a list has a button in each row. */
function Days({ name, days, now, zone, lastDay, words, onMove }: DaysProps) {
  const { s, write } = usePanel();
  const today = isoDay(localDay(now, zone));
  const draft = useDraft(name, { stored: { on: days[0] ?? today } });
  const { on } = draft.form;
  const move = (to: string) => {
    draft.finish(draft.form);
    onMove(to);
  };
  const allowed = /^\d{4}-\d{2}-\d{2}$/.test(on) && on >= today && (!lastDay || on <= lastDay);
  const until = lastDay && s.message.usefulUntil(write.weekday(lastDay));
  return (
    <FormFrame title={words.title} width="17rem" draft={draft}>
      <InlineStack gap="200">
        {days.map((day) => (
          <Button key={day} size="slim" onClick={() => move(day)}>
            {write.weekday(day)}
          </Button>
        ))}
      </InlineStack>
      <TextField
        label={s.message.moveTo}
        type="date"
        value={on}
        onChange={(value) => draft.set('on', value)}
        min={today}
        {...(lastDay && { max: lastDay })}
        autoComplete="off"
        helpText={until ? `${words.about} ${until}` : words.about}
      />
      <Button variant="primary" disabled={!allowed} onClick={() => move(on)}>
        {s.message.moveApply}
      </Button>
    </FormFrame>
  );
}
