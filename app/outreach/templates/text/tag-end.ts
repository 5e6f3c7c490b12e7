/** How a tag ends: finished, or by what follows, because its own end was forgotten. */
export interface TagEnd {
  readonly isFinished: boolean;
  readonly closesItself: boolean;
  /** Where reading goes on. */
  readonly to: number;
}

/**
 * Where the tag ends whose name ends at `from`. A bracket in quotes is none, and a quote counts behind "=" alone, as MJML
 * reads it. No tag holds another one, in its quotes or not, and no quote stands in a name: where it seems to, an end was
 * forgotten. `masked` is the body without what Liquid says, whose branches may each end a tag that began before them.
 *
 * @example tagEnd('<b</b>', '<b</b>', 2) // { isFinished: false, closesItself: false, to: 2 }
 */
export function tagEnd(masked: string, body: string, from: number): TagEnd {
  let quote = '';
  let before = '';
  let isValue = false;
  let hasStray = false;
  for (let at = from; at < masked.length; at += 1) {
    const sign = masked.charAt(at);
    if (sign === '<' && /^<(?:\/|[a-z])/i.test(masked.slice(at, at + 2)))
      return { isFinished: isInOtherBranch(body.slice(from, at)), closesItself: false, to: at };
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '>') {
      const isFinished = !hasStray || body.slice(from, at).includes('{%');
      return { isFinished, closesItself: masked.charAt(at - 1) === '/', to: at + 1 };
    } else if (before === '=' && /["']/.test(sign)) quote = sign;
    else if (sign === '"' || (sign === "'" && !isValue)) hasStray = true;
    else isValue = /\S/.test(sign) && (isValue || before === '=');
    if (/\S/.test(sign)) before = sign;
  }
  return { isFinished: false, closesItself: false, to: masked.length };
}

/** Does Liquid leave, within these signs, the branch that they begin in? What follows is then read in place of them. */
function isInOtherBranch(signs: string): boolean {
  const [, first = ''] = /\{%-?\s*(if|unless|case|els|when)/.exec(signs) ?? [];
  return first === 'els' || first === 'when';
}
