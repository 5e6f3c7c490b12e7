/**
 * JSON whose big integers keep their digits: a whole number beyond 2^53 becomes text. Shopify's test notifications have
 * such ids, and JSON.parse would quietly change their last digits. Throws SyntaxError when the text is not JSON.
 *
 * @example parsePayload('{"id":820982911946154508}') // { id: '820982911946154508' }
 */
export function parsePayload(text: string): unknown {
  return JSON.parse(/\d{16}/.test(text) ? quoteBigIntegers(text) : text);
}

const BIG_INTEGER = /-?\d{16,}/y;

function quoteBigIntegers(text: string): string {
  const parts: string[] = [];
  let from = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      continue;
    }
    if (!isDigit(code) && code !== MINUS) {
      at++;
      continue;
    }
    const end = endOfNumber(text, at);
    BIG_INTEGER.lastIndex = at;
    const number = text.slice(at, end);
    if (BIG_INTEGER.exec(text)?.[0] === number && !Number.isSafeInteger(Number(number))) {
      parts.push(text.slice(from, at), '"', number, '"');
      from = end;
    }
    at = end;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

const QUOTE = 34;
const BACKSLASH = 92;
const MINUS = 45;

const isDigit = (code: number) => code >= 48 && code <= 57;

/** Just behind the string that starts at `at`. */
function endOfString(text: string, at: number): number {
  let close = text.indexOf('"', at + 1);
  while (close >= 0) {
    let backslashes = 0;
    while (text.charCodeAt(close - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return close + 1;
    close = text.indexOf('"', close + 1);
  }
  return text.length;
}

function endOfNumber(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && /[\d.eE+-]/.test(text.charAt(end))) end++;
  return end;
}
