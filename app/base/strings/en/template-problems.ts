/** What can be wrong with a merchant's template, as we word it; the rest is told in the libraries' own words. */
export const templateProblems = {
  empty: 'This is empty.',
  manyLines: 'This must be one line.',
  tooLong: (most: number) => `At most ${most} characters.`,
  unknownName: (name: string) => `There is no ${name}.`,
  otherName: (name: string, meant: string) => `There is no ${name}. Did you mean ${meant}?`,
  emptySubject: 'The subject is empty.',
  lostTag: (tag: string) => `Put ${tag} between <mj-raw> and </mj-raw>, or inside a block.`,
  lostWords: (words: string) => `Put “${words}” inside a block, such as <mj-text>.`,
  include: (tag: string) => `Put what ${tag} would fetch in its place: a mail fetches no files.`,
  frame: (tag: string) =>
    `Leave out ${tag}: the frame of the mail is there already. Keep only the blocks inside of <mj-column>, such as <mj-text>.`,
  unusable: 'The template could not be used.',
  endless: 'The template takes too long: is there a loop without an end?',
  tooMuchMemory: 'The template needs too much memory.',
};

const parts: Readonly<Record<string, string>> = {
  subject: 'subject',
  preheader: 'preview text',
  body: 'mail',
  text: 'plain text',
};

/** A mistake in the reader's language, with the part that it is in where that is told before it: "body: …". */
export function templateProblemEn(told: string): string {
  const { part, problem } = partOf(told);
  return part ? `${parts[part]}: ${problem}` : problem;
}

export function partOf(told: string): { readonly part: string | null; readonly problem: string } {
  const [, part = null, problem = told] = /^(subject|preheader|body|text): ([\s\S]*)$/.exec(told) ?? [];
  return { part, problem };
}
