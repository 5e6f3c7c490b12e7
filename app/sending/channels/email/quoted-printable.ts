/**
 * Text as quoted-printable (RFC 2045 §6.7), UTF-8, lines of at most 76 characters, ended by CR LF. One pass over the
 * bytes: a mail is some 20 kB, and encoding it through streams and patterns costs more than sending it.
 *
 * @example quotedPrintable('Tee für zwei = 12 €') // 'Tee f=C3=BCr zwei =3D 12 =E2=82=AC'
 */
export function quotedPrintable(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  // A byte becomes three at most, and a soft break of three may follow every 73.
  const out = Buffer.allocUnsafe(bytes.length * 3 + Math.ceil((bytes.length * 3) / 73) * 3 + 3);
  let at = 0;
  let column = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    const next = bytes[i + 1];
    // Nearly every byte of a mail: it stands for itself, and the line has room for it and a soft break behind it.
    const isUsual = isPrintable[byte] === 1 || (byte === SPACE && isPrintable[next ?? LF] === 1);
    if (isUsual && column < LINE - 1) {
      out[at++] = byte;
      column++;
      continue;
    }
    if (byte === CR && next === LF) continue;
    if (byte === LF) {
      out[at++] = CR;
      out[at++] = LF;
      column = 0;
      continue;
    }
    const endsLine = next === undefined || next === LF || (next === CR && bytes[i + 2] === LF);
    const isPlain = isPrintable[byte] === 1 || ((byte === SPACE || byte === TAB) && !endsLine);
    const width = isPlain ? 1 : 3;
    // The last of a line may fill it; before that, one place is kept for the "=" of a soft break.
    if (column + width > (endsLine ? LINE : LINE - 1)) {
      out[at++] = EQUALS;
      out[at++] = CR;
      out[at++] = LF;
      column = 0;
    }
    column += width;
    if (isPlain) out[at++] = byte;
    else {
      out[at++] = EQUALS;
      out[at++] = hex(byte >> 4);
      out[at++] = hex(byte & 15);
    }
  }
  return out.subarray(0, at);
}

const LINE = 76;
const CR = 13;
const LF = 10;
const SPACE = 32;
const TAB = 9;
const EQUALS = 61;

/** By byte; a look into a table is what a loop over all bytes can afford. */
const isPrintable = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte > SPACE && byte < 127 && byte !== EQUALS ? 1 : 0,
);

function hex(nibble: number): number {
  return nibble < 10 ? 48 + nibble : 55 + nibble;
}
