/**
 * A count that is written already, with the word it asks for; 0 is told as many.
 *
 * @example counted('1', 'mail', 'mails') // '1 mail'
 * @example counted('1,200', 'mail', 'mails') // '1,200 mails'
 */
export function counted(count: string, one: string, more: string): string {
  return `${count} ${count === '1' ? one : more}`;
}
