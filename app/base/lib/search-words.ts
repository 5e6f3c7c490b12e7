import { withoutControls } from '~/base/lib/control-characters';

const MOST_WORDS = 8;

/** What somebody typed into a search, as one ILIKE pattern a word; signs that mean something to LIKE mean themselves. */
export function searchPatterns(typed: string, mostCharacters = 100): string[] {
  return withoutControls(typed.slice(0, mostCharacters))
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, MOST_WORDS)
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
}
