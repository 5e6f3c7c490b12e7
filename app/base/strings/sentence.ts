/**
 * Ends with one full stop, also after words that bring their own, with or without a quotation mark behind it.
 *
 * @example sentence('by Retrospot & Co.') // 'by Retrospot & Co.'
 * @example sentence('The server said: “Try again.”') // 'The server said: “Try again.”'
 */
export function sentence(words: string): string {
  const bare = words.replace(/([.!?…][”“"]?)\.+$/, '$1');
  return /[.!?…][”“"]?$/.test(bare) ? bare : `${bare}.`;
}
