import { complaintAnswers } from '~/base/vocabulary/answers';

const list = complaintAnswers.map((answer) => `'${answer}'`).join(', ');

/** True of an answer, in the column of this name, that opens a complaint. */
export const isComplaintSql = (answer: string) => `${answer} IN (${list})`;

/** What a mail was answered by its buttons: a complaint, else the last word. `mail` names a row of mail in the query around it. */
export const lastAnswerSql = (mail: string) => `
  SELECT n.answer, n.at FROM message x
  JOIN answer n ON n.shop_id = $1 AND n.customer_id = ${mail}.customer_id AND n.message_id = x.id
  WHERE x.shop_id = $1 AND x.mail_id = ${mail}.id
  ORDER BY ${isComplaintSql('n.answer')} DESC, n.at DESC, n.id DESC LIMIT 1`;
