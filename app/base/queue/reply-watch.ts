/**
 * Watches what a Redis says (RESP) before its parser believes it. The parser holds memory for whatever a reply says that
 * it will bring, and a reply may say anything: what answers there may be no Redis, or be out of step.
 *
 * One watch a connection: it is given each piece that arrives, and answers what is wrong with it, or null.
 */
export interface ReplyWatch {
  /** No reply has begun and not ended. */
  isBetween(): boolean;
  hear(piece: Uint8Array): string | null;
}

/** Jobs carry ids, and are listed some hundred at a time. */
const MOST_BYTES = 16 * 1024 * 1024;
const MOST_ITEMS = 1_000_000;
const LONGEST_LINE = 64 * 1024;
const [LINE_END, BULK, LIST] = [10, 36, 42];

export function replyWatch(): ReplyWatch {
  /** Of the reply that is being read: its items that are still to come, its bytes so far, what is left of a text. */
  let items = 0;
  let bytes = 0;
  let textLeft = 0;
  let line: number[] = [];
  let lineBytes = 0;

  const endOfLine = (): string | null => {
    const [type] = line;
    items = items === 0 ? 0 : items - 1;
    if (type === BULK || type === LIST) {
      const size = Number(String.fromCharCode(...line.slice(1)).trim());
      if (!Number.isInteger(size) || size < -1) return 'a size that is none';
      if (type === BULK && size > MOST_BYTES) return 'a text beyond all bounds';
      if (type === BULK && size >= 0) textLeft = size + 2;
      if (type === LIST && size > 0) items += size;
    }
    line = [];
    lineBytes = 0;
    return items > MOST_ITEMS ? 'a list beyond all bounds' : null;
  };

  return {
    isBetween: () => items === 0 && textLeft === 0 && lineBytes === 0,
    hear(piece) {
      for (let at = 0; at < piece.length; ) {
        if (items === 0 && textLeft === 0 && lineBytes === 0) bytes = 0;
        const begun = at;
        if (textLeft > 0) {
          at += Math.min(textLeft, piece.length - at);
          textLeft -= at - begun;
        } else {
          const end = piece.indexOf(LINE_END, at);
          at = end < 0 ? piece.length : end + 1;
          if (line.length < 24) line.push(...piece.subarray(begun, Math.min(at, begun + 24)));
          lineBytes += at - begun;
          const wrong = lineBytes > LONGEST_LINE ? 'a line without an end' : end < 0 ? null : endOfLine();
          if (wrong) return wrong;
        }
        bytes += at - begun;
        if (bytes > MOST_BYTES) return 'a reply without an end';
      }
      return null;
    },
  };
}
