import type { PageStrings } from '~/base/strings/pages';
import { snoozeChoices } from '~/base/vocabulary/answers';
import { type ActiveKind, activeKinds } from '~/base/vocabulary/kinds';
import { PageFrame, type PageShop } from '~/components/public/page-frame';

export interface ShownChoices {
  readonly kinds: Readonly<Record<string, boolean>>;
  /** Kinds that do not come whatever is chosen, since the customer has not subscribed. */
  readonly unconsented: readonly ActiveKind[];
  readonly rate: 'usual' | 'fewer';
  readonly pausedUntil: string | null;
  readonly stopped: { readonly wayBack: 'here' | 'newest-mail' | null } | null;
}

/** What a customer gets, how often, a break, and nothing at all. Works without a script. */
export function PreferencesPage({
  shop,
  strings,
  choices,
  done,
}: {
  shop: PageShop;
  strings: PageStrings;
  choices: ShownChoices;
  done: string | null;
}) {
  const words = strings.preferences;
  return (
    <PageFrame shop={shop} strings={strings} title={words.title}>
      {done && (
        <p className="done" role="status">
          {done}
        </p>
      )}
      {choices.stopped ? (
        <Stopped shop={shop} strings={strings} wayBack={choices.stopped.wayBack} />
      ) : (
        <>
          <p>{words.intro(shop.name)}</p>
          {choices.unconsented.length > 0 && <p>{words.notSubscribed(shop.name)}</p>}
          <ChoicesForm strings={strings} choices={choices} />
          <section className="apart">
            <h2>{words.noneTitle}</h2>
            <p className="quiet">{words.noneText}</p>
            <form method="post">
              <button type="submit" name="do" value="none" className="plain">
                {words.noneButton}
              </button>
            </form>
          </section>
        </>
      )}
    </PageFrame>
  );
}

function Stopped({
  shop,
  strings,
  wayBack,
}: {
  shop: PageShop;
  strings: PageStrings;
  wayBack: NonNullable<ShownChoices['stopped']>['wayBack'];
}) {
  const words = strings.preferences;
  return (
    <>
      <h2>{words.stoppedTitle}</h2>
      <p>{words.stoppedText(shop.name)}</p>
      {wayBack === 'newest-mail' && <p className="quiet">{words.newestMail}</p>}
      {wayBack === 'here' && (
        <form method="post">
          <button type="submit" name="do" value="again">
            {words.againButton}
          </button>
        </form>
      )}
    </>
  );
}

function ChoicesForm({ strings, choices }: { strings: PageStrings; choices: ShownChoices }) {
  const words = strings.preferences;
  return (
    <form method="post">
      <fieldset>
        <legend>{choices.unconsented.length > 0 ? words.kindsLegendThen : words.kindsLegend}</legend>
        {[...activeKinds].reverse().map((kind) => (
          <label className="choice" key={kind}>
            <input type="checkbox" name={`kind-${kind}`} defaultChecked={choices.kinds[kind] ?? true} />
            <span>
              {words.kinds[kind].label}
              <small>{words.kinds[kind].hint}</small>
              {choices.unconsented.includes(kind) && <small>{words.notThisYet}</small>}
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>{words.howOftenLegend}</legend>
        {(['usual', 'fewer'] as const).map((rate) => (
          <label className="choice" key={rate}>
            <input type="radio" name="rate" value={rate} defaultChecked={choices.rate === rate} />
            <span>{words[rate]}</span>
          </label>
        ))}
      </fieldset>
      <label className="field">
        {words.pauseLegend}
        <select name="pause" defaultValue={choices.pausedUntil ? 'keep' : 'none'}>
          {choices.pausedUntil && <option value="keep">{words.keepPause(choices.pausedUntil)}</option>}
          <option value="none">{words.noPause}</option>
          {snoozeChoices.map((days) => (
            <option key={days} value={days}>
              {words.pauseDays(days)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" name="do" value="save">
        {words.save}
      </button>
    </form>
  );
}
