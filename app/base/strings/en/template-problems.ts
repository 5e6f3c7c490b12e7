/** What can be wrong with a merchant's template by our own checks. */
export const templateProblems = {
  empty: 'This is empty.',
  manyLines: 'This must be one line.',
  tooLong: (most: number) => `At most ${most} characters.`,
  unknownName: (name: string) => `There is no ${name}.`,
  otherName: (name: string, meant: string) => `There is no ${name}. Did you mean ${meant}?`,
  emptySubject: 'The subject is empty.',
  unclosed: (tag: string, end: string) => `${tag} is not closed. Put ${end} where it ends.`,
  unfinished: (tag: string) => `${tag} is not finished: its > or a quotation mark is missing.`,
  cutLiquid: (written: string, end: string) => `${written} is not finished. It ends with ${end}.`,
  innerOutput: (written: string) => `In ${written} leave out the inner {{ and }}: the name alone is enough.`,
  openQuote: (written: string) => `A quotation mark is missing in ${written}.`,
  stray: (tag: string, begin: string) => `${tag} closes nothing: no ${begin} is open before it.`,
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

/**
 * What the libraries say of a mistake, and where it names what: `$1` is the first group. Their own words are for those who
 * write programs; each of these has plain ones in every language of the panel.
 */
const engineProblems = {
  openTag: /^tag (\{%-?\s*(\w+)[\s\S]*%\}) not closed$/,
  // What follows an unfinished one is told with it.
  tagWithoutEnd: /^tag "?(\{%[^<\n]*?)"?(?:[<\n][\s\S]*)? not closed$/,
  outputWithoutEnd: /^output "?(\{\{[^<\n]*?)"?(?:[<\n][\s\S]*)? not closed$/,
  strayEnd: /^tag "(end\w+|else|elsif|elseif|when)" not found$/,
  unknownTag: /^tag "(.+)" not found$/,
  unknownFilter: /^undefined filter: (\S+)$/,
  noExpression: /^invalid value expression: "?([\s\S]*?)"?$/,
  noValue: /^unexpected token "?([\s\S]*?)"?, value expected$/,
  oddSign: /^unexpected (?:character "?|")([\s\S]*?)"?$/,
  noFilterName: /^expected filter name$/,
  noBar: /^expected "\|" before filter$/,
  noColon: /^expected ":" after filter name$/,
  lateElse: /^(?:unexpected elsif after else|duplicated else)$/,
  openRaw: /^raw "[\s\S]*" not closed$/,
  noName: /^(?:expected variable name|invalid capture name)$/,
  noEquals: /^expected "="$/,
  otherFile: /^ENOENT: Failed to lookup "+(.*?)"+ in [\s\S]*$/,
  noFile: /^illegal file path\b.*$/,
  wrongRange: /^invalid range syntax$/,
  noTagName: /^illegal (?:liquid )?tag syntax\b.*$/,
  openBracket: /^(?:\[ not closed|unbalanced parentheses)$/,
  wrongTag: /^illegal tag: ([\s\S]*)$/,
  unknownBlock: /^Element (\S+) doesn't exist or is not registered$/,
  wrongPlace: /^(\S+) cannot be used inside (\S+), only inside: (.+)$/,
  unknownAttribute: /^Attribute (\S+) is illegal$/,
  unknownAttributes: /^Attributes (.+) are illegal$/,
  wrongValue: /^Attribute (\S+) has invalid value: ([\s\S]*) for type .+$/,
  noMjml: /^(?:Malformed MJML|Parsing failed)\b.*$/,
} as const;

export type EngineProblem = keyof typeof engineProblems;

/** A library's words in ours; as they are where they are none that we know. */
export function engineProblem(problem: string, words: Readonly<Record<EngineProblem, string>>): string {
  for (const [name, pattern] of Object.entries(engineProblems) as [EngineProblem, RegExp][]) {
    if (pattern.test(problem)) return problem.replace(pattern, words[name]);
  }
  return problem;
}

const engineWords: Record<EngineProblem, string> = {
  openTag: '$1 is left open. Put {% end$2 %} where it ends.',
  tagWithoutEnd: '$1 is not finished. It ends with %}.',
  outputWithoutEnd: '$1 is not finished. It ends with }}.',
  strayEnd: '{% $1 %} belongs to nothing that is open before it.',
  unknownTag: 'There is no instruction {% $1 %}.',
  unknownFilter: 'There is no filter “$1”.',
  noExpression: '“$1” is no name and no text in quotes.',
  noValue: 'Before “$1” a name or a text in quotes is missing.',
  oddSign: '“$1” does not belong here.',
  noFilterName: 'Behind | the name of a filter is missing.',
  noBar: 'Between two words something is missing: | before a filter, or in a condition ==, and, or.',
  noColon: 'Behind the name of a filter a : is missing.',
  lateElse: 'Behind {% else %} only its end may follow.',
  openRaw: '{% raw %} is left open. Put {% endraw %} where it ends.',
  noName: 'A name is missing, as in {% assign name = 1 %}.',
  noEquals: 'Behind the name a = is missing, as in {% assign name = 1 %}.',
  otherFile: '“$1” cannot be fetched: a mail fetches no files.',
  noFile: 'A mail fetches no files. Put the words here that it should fetch.',
  wrongRange: 'A range is written like (1..5).',
  noTagName: 'Behind {% the name of an instruction is missing, such as if.',
  openBracket: 'A bracket is not closed.',
  wrongTag: '$1 is not written rightly.',
  unknownBlock: 'There is no block <$1>.',
  wrongPlace: '<$1> cannot stand in <$2>, only in: $3.',
  unknownAttribute: '“$1” cannot be set here.',
  unknownAttributes: 'These cannot be set here: $1.',
  wrongValue: '“$2” is no value for “$1”.',
  noMjml: 'The blocks could not be read. Is each of them closed?',
};

/** A mistake in the reader's language, with the part that it is in where that is told before it: "body: …". */
export function templateProblemEn(told: string): string {
  const { part, problem } = partOf(told);
  const words = engineProblem(problem, engineWords);
  return part ? `${parts[part]}: ${words}` : words;
}

export function partOf(told: string): { readonly part: string | null; readonly problem: string } {
  const [, part = null, problem = told] = /^(subject|preheader|body|text): ([\s\S]*)$/.exec(told) ?? [];
  return { part, problem };
}
