import { type EngineProblem, engineProblem, partOf } from '~/base/strings/en/template-problems';

const parts: Readonly<Record<string, string>> = {
  subject: 'Betreff',
  preheader: 'Vorschautext',
  body: 'Mail',
  text: 'Reiner Text',
};

/** Ein Fehler auf Deutsch, mit dem Teil der Vorlage, wo er davor steht: „body: …“. */
export function templateProblemDe(told: string): string {
  const { part, problem } = partOf(told);
  const known = problems.find(([pattern]) => pattern.test(problem));
  const words = known ? problem.replace(...known) : engineProblem(problem, engineWords);
  return part ? `${parts[part]}: ${words}` : words;
}

/** The mistakes that our own checks tell. */
const problems: readonly [RegExp, string][] = [
  [/^This is empty\.$/, 'Das ist leer.'],
  [/^This must be one line\.$/, 'Das muss eine Zeile sein.'],
  [/^At most (\d+) characters\.$/, 'Höchstens $1 Zeichen.'],
  [/^There is no (.+)\. Did you mean (.+)\?$/, 'Den Namen „$1“ gibt es nicht. Meinten Sie „$2“?'],
  [/^There is no (.+)\.$/, 'Den Namen „$1“ gibt es nicht.'],
  [
    /^(.+) is not closed\. Put (.+) where it ends\.$/,
    '$1 ist nicht geschlossen. Setzen Sie $2 an das Ende davon.',
  ],
  [
    /^(.+) is not finished: its > or a quotation mark is missing\.$/,
    '$1 ist nicht zu Ende geschrieben: Das > oder ein Anführungszeichen fehlt.',
  ],
  [/^(.+) is not finished\. It ends with (.+)\.$/, '$1 ist nicht zu Ende geschrieben. Es endet mit $2.'],
  [
    /^In (.+) leave out the inner \{\{ and \}\}: the name alone is enough\.$/,
    'Lassen Sie in $1 die inneren {{ und }} weg: Der Name allein genügt.',
  ],
  [/^A quotation mark is missing in (.+)\.$/, 'In $1 fehlt ein Anführungszeichen.'],
  [/^(.+) closes nothing: no (.+) is open before it\.$/, '$1 schließt nichts: Davor ist kein $2 offen.'],
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
];

const engineWords: Record<EngineProblem, string> = {
  openTag: '$1 wird nicht beendet. Setzen Sie {% end$2 %} an das Ende davon.',
  tagWithoutEnd: '$1 ist nicht zu Ende geschrieben. Es endet mit %}.',
  outputWithoutEnd: '$1 ist nicht zu Ende geschrieben. Es endet mit }}.',
  strayEnd: '{% $1 %} gehört zu nichts, das davor offen ist.',
  unknownTag: 'Die Anweisung {% $1 %} gibt es nicht.',
  unknownFilter: 'Den Filter „$1“ gibt es nicht.',
  noExpression: '„$1“ ist weder ein Name noch ein Text in Anführungszeichen.',
  noValue: 'Vor „$1“ fehlt ein Name oder ein Text in Anführungszeichen.',
  oddSign: '„$1“ gehört nicht hierher.',
  noFilterName: 'Nach | fehlt der Name eines Filters.',
  noBar: 'Zwischen zwei Wörtern fehlt etwas: | vor einem Filter, in einer Bedingung ==, and oder or.',
  noColon: 'Nach dem Namen eines Filters fehlt ein Doppelpunkt.',
  lateElse: 'Nach {% else %} darf nur noch das Ende davon kommen.',
  openRaw: '{% raw %} wird nicht beendet. Setzen Sie {% endraw %} an das Ende davon.',
  noName: 'Ein Name fehlt, wie in {% assign name = 1 %}.',
  noEquals: 'Nach dem Namen fehlt ein =, wie in {% assign name = 1 %}.',
  otherFile: '„$1“ lässt sich nicht holen: Eine Mail holt keine Dateien.',
  noFile: 'Eine Mail holt keine Dateien. Setzen Sie die Wörter hierher, die geholt werden sollen.',
  wrongRange: 'Ein Bereich wird wie (1..5) geschrieben.',
  noTagName: 'Nach {% fehlt der Name einer Anweisung, etwa if.',
  openBracket: 'Eine Klammer ist nicht geschlossen.',
  wrongTag: '$1 ist nicht richtig geschrieben.',
  unknownBlock: 'Den Baustein <$1> gibt es nicht.',
  wrongPlace: '<$1> darf nicht in <$2> stehen, nur in: $3.',
  unknownAttribute: 'Die Angabe „$1“ gibt es hier nicht.',
  unknownAttributes: 'Diese Angaben gibt es hier nicht: $1.',
  wrongValue: '„$2“ ist kein Wert für „$1“.',
  noMjml: 'Die Bausteine ließen sich nicht lesen. Ist jeder geschlossen?',
};
