const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

export interface LineSplitter {
  /** The lines that end in this piece, without their ends; null for one that was too long to be kept. */
  take(piece: Buffer): (Buffer | null)[];
  /** What stands after the last end of a line; empty when nothing does. */
  rest(): Buffer | null;
}

/**
 * Lines of bytes that arrive in pieces. They end with a line feed alone, before which a carriage return is left out: in
 * JSON a carriage return is white space and ends nothing.
 *
 * @param mostBytes of a line; what is longer is not kept in memory
 */
export function lineSplitter(mostBytes: number): LineSplitter {
  let begun: Buffer[] = [];
  let bytes = 0;

  function add(piece: Buffer): void {
    bytes += piece.length;
    if (bytes <= mostBytes) begun.push(piece);
    else begun = [];
  }

  function end(): Buffer | null {
    const line = bytes > mostBytes ? null : Buffer.concat(begun);
    begun = [];
    bytes = 0;
    return line?.at(-1) === CARRIAGE_RETURN ? line.subarray(0, -1) : line;
  }

  return {
    take(piece) {
      const lines: (Buffer | null)[] = [];
      let from = 0;
      for (let to = piece.indexOf(NEWLINE); to >= 0; to = piece.indexOf(NEWLINE, from)) {
        add(piece.subarray(from, to));
        lines.push(end());
        from = to + 1;
      }
      if (from < piece.length) add(piece.subarray(from));
      return lines;
    },
    rest: end,
  };
}
