import type { PageStrings } from '~/base/strings/pages';
import { type Answer, pageAnswers, snoozeChoices, USUAL_SNOOZE_DAYS } from '~/base/vocabulary/answers';
import type { Question } from '~/care/answers/load-question.server';
import type { GivenAnswer } from '~/care/answers/record-answer.server';
import { PageFrame, type PageShop } from '~/components/public/page-frame';

/** One question, a few answers. A link may have chosen one already; only the button sends it. */
export function AnswerPage({
  shop,
  strings,
  question,
  others,
  chosen,
  error,
}: {
  shop: PageShop;
  strings: PageStrings;
  question: Question;
  others: readonly OtherLink[];
  chosen: Answer | null;
  error: string | null;
}) {
  const words = strings.answer;
  const isSupply = question.about === 'supply';
  const hintOf = (answer: Answer) =>
    endsIt(question, answer) ? words.lastTime.hint : words.options[answer].hint;
  const options: readonly Answer[] = pageAnswers[question.about];
  return (
    <PageFrame shop={shop} strings={strings} title={titleOf(question, words)}>
      {error && (
        <p className="done" role="alert">
          {error}
        </p>
      )}
      {others.length > 0 && question.about !== 'order' && (
        <p className="quiet">{words.onlyAbout(question.item)}</p>
      )}
      <form method="post">
        <fieldset>
          <legend>{words.intro}</legend>
          {options.map((answer) => (
            <label className="choice" key={answer}>
              <input type="radio" name="answer" value={answer} required defaultChecked={chosen === answer} />
              <span>
                {words.options[answer].label}
                {hintOf(answer) && <small>{hintOf(answer)}</small>}
              </span>
            </label>
          ))}
        </fieldset>
        {isSupply && !question.isLast && (
          <label className="field">
            {words.options.still_plenty.label}: {words.askAgainIn}
            <select name="days" defaultValue={USUAL_SNOOZE_DAYS}>
              {snoozeChoices.map((days) => (
                <option key={days} value={days}>
                  {words.inDays(days)}
                </option>
              ))}
            </select>
          </label>
        )}
        {question.about === 'order' && question.lines.length > 1 && (
          <label className="field">
            {words.whichItem}
            <select name="item" defaultValue="">
              <option value="">{words.wholeOrder}</option>
              {question.lines.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
        )}
        {!isSupply && (
          <label className="field">
            {words.somethingWrongLabel}
            <textarea name="text" rows={4} maxLength={4000} />
          </label>
        )}
        <button type="submit">{words.send}</button>
      </form>
      <Others others={others} title={words.others} />
    </PageFrame>
  );
}

export interface OtherLink {
  readonly item: string;
  readonly url: string;
}

/** What else the mail asked about, each with a page of its own. */
function Others({ others, title }: { others: readonly OtherLink[]; title: string }) {
  if (others.length === 0) return null;
  return (
    <section className="apart">
      <h2>{title}</h2>
      <ul>
        {others.map(({ item, url }) => (
          <li key={url}>
            <a href={url}>{item}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "Still have plenty" to the last reminder: nobody asks again. */
function endsIt(question: Question, answer: Answer): boolean {
  return question.about === 'supply' && question.isLast && answer === 'still_plenty';
}

function titleOf(question: Question, words: PageStrings['answer']): string {
  switch (question.about) {
    case 'supply':
      return words.supplyTitle(question.item);
    case 'product':
      return words.productTitle(question.item);
    case 'order':
      return words.orderTitle(question.orderName);
  }
}

/** After an answer: thanks, and for "running out" the way to order. */
export function AnsweredPage({
  shop,
  strings,
  question,
  others,
  given,
  reorderUrl,
}: {
  shop: PageShop;
  strings: PageStrings;
  question: Question;
  others: readonly OtherLink[];
  given: GivenAnswer;
  reorderUrl: string | null;
}) {
  const words = strings.answer;
  const { answer, snoozeDays = USUAL_SNOOZE_DAYS } = given;
  const thanks = () => {
    if (endsIt(question, answer)) return words.lastTime.thanks;
    return answer === 'still_plenty' ? words.rests(snoozeDays) : words.thanks[answer];
  };
  return (
    <PageFrame shop={shop} strings={strings} title={words.thanksTitle}>
      <p role="status">{thanks()}</p>
      {reorderUrl && (
        <p>
          <a className="button" href={reorderUrl}>
            {words.orderNow}
          </a>
        </p>
      )}
      <Others others={others} title={words.othersThen} />
    </PageFrame>
  );
}
