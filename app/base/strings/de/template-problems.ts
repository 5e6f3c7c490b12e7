import { partOf } from '~/base/strings/en/template-problems';

const parts: Readonly<Record<string, string>> = {
  subject: 'Betreff',
  preheader: 'Vorschautext',
  body: 'Mail',
  text: 'Nur-Text',
};

/** Ein Fehler auf Deutsch, soweit wir ihn kennen, mit dem Teil der Vorlage, wo er davor steht: „body: …“. */
export function templateProblemDe(told: string): string {
  const { part, problem } = partOf(told);
  const known = problems.find(([pattern]) => pattern.test(problem));
  const words = known ? problem.replace(...known) : problem;
  return part ? `${parts[part]}: ${words}` : words;
}

/** The mistakes that people make most, as the libraries and our own checks word them. */
const problems: readonly [RegExp, string][] = [
  [/^This is empty\.$/, 'Das ist leer.'],
  [/^This must be one line\.$/, 'Das muss eine Zeile sein.'],
  [/^At most (\d+) characters\.$/, 'Höchstens $1 Zeichen.'],
  [/^There is no (.+)\. Did you mean (.+)\?$/, 'Den Namen „$1“ gibt es nicht. Meinten Sie „$2“?'],
  [/^There is no (.+)\.$/, 'Den Namen „$1“ gibt es nicht.'],
  [/^The subject is empty\.$/, 'Der Betreff ist leer.'],
  [
    /^Put (.+) between <mj-raw> and <\/mj-raw>, or inside a block\.$/,
    'Setzen Sie $1 zwischen <mj-raw> und </mj-raw> oder in einen Block.',
  ],
  [
    /^Put what (.+) would fetch in its place: a mail fetches no files\.$/,
    'Setzen Sie an die Stelle von $1, was es holen soll: Eine Mail holt keine Dateien.',
  ],
  [
    /^Leave out (.+): the frame of the mail is there already\. Keep only the blocks inside of <mj-column>, such as <mj-text>\.$/,
    'Lassen Sie $1 weg: Den Rahmen der Mail gibt es schon. Behalten Sie nur die Bausteine aus <mj-column>, etwa <mj-text>.',
  ],
  [/^Put “(.+)” inside a block, such as <mj-text>\.$/, 'Setzen Sie „$1“ in einen Block, etwa <mj-text>.'],
  [/^The template could not be used\.$/, 'Die Vorlage ließ sich nicht verwenden.'],
  [
    /^The template takes too long: is there a loop without an end\?$/,
    'Die Vorlage braucht zu lange: Gibt es eine Schleife ohne Ende?',
  ],
  [/^The template needs too much memory\.$/, 'Die Vorlage braucht zu viel Speicher.'],
  [/^tag (.+) not closed\b.*$/, '$1 wird nicht geschlossen.'],
  [/^output (.+) not closed\b.*$/, '$1 wird nicht geschlossen.'],
  [/^tag "(.+)" not found\b.*$/, 'Die Anweisung „$1“ gibt es nicht.'],
  [/^undefined filter: (\S+).*$/, 'Den Filter „$1“ gibt es nicht.'],
  [/^invalid value expression: (.*)$/, 'Das ist kein gültiger Ausdruck: $1'],
  [/^Element (\S+) doesn't exist or is not registered$/, 'Den Baustein $1 gibt es nicht.'],
  [/^Attribute (\S+) is illegal$/, 'Die Angabe $1 ist hier nicht erlaubt.'],
];
