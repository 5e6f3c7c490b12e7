import type { PageStrings } from '~/base/strings/pages';
import { type Answer, pageAnswers, snoozeChoices } from '~/base/vocabulary/answers';
import type { Question } from '~/care/answers/load-question.server';
import { PageFrame, type PageShop } from '~/components/public/page-frame';

/** One question, a few answers. A link may have chosen one already; only the button sends it. */
export function AnswerPage({
  shop,
  strings,
  question,
  chosen,
  error,
}: {
  shop: PageShop;
  strings: PageStrings;
  question: Question;
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
            <select name="days" defaultValue={30}>
              {snoozeChoices.map((days) => (
                <option key={days} value={days}>
                  {words.inDays(days)}
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
    </PageFrame>
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
  answer,
  reorderUrl,
}: {
  shop: PageShop;
  strings: PageStrings;
  question: Question;
  answer: Answer;
  reorderUrl: string | null;
}) {
  const words = strings.answer;
  return (
    <PageFrame shop={shop} strings={strings} title={words.thanksTitle}>
      <p role="status">{endsIt(question, answer) ? words.lastTime.thanks : words.thanks[answer]}</p>
      {reorderUrl && (
        <p>
          <a className="button" href={reorderUrl}>
            {words.orderNow}
          </a>
        </p>
      )}
    </PageFrame>
  );
}
