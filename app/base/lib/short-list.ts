import { z } from 'zod';

/**
 * A list of at most `most` items. zod counts a list when it has looked at all of it; here one that is too long is refused
 * before anything in it is looked at.
 */
export function shortList<Item extends z.ZodType>(item: Item, most: number, least = 0) {
  return z
    .custom<unknown[]>((given) => Array.isArray(given) && given.length >= least && given.length <= most)
    .pipe(z.array(item));
}
