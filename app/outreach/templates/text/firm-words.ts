/** From its first sign to the one after its last. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * Where a line of an address or a signature says what a firm is called, owns or is reached by: what stands there offers
 * nothing, though in a sentence it might.
 *
 * @example firmPlaces('SARL au capital de 8 000 €') // [{ from: 8, to: 26 }]
 */
export function firmPlaces(line: string): Place[] {
  return firmWords.flatMap((pattern) =>
    [...line.matchAll(pattern)].map(({ 0: words, index }) => ({ from: index, to: index + words.length })),
  );
}

/** A word of a firm's name. One that links is a sentence's: "Order now from Ada Ltd". */
const nameWord = String.raw`(?!(?:at|by|from|in|to|with|bei|beim|im|mit|über|von|vom|zu|zum|zur) )\p{L}[\p{L}'’-]{0,30}`;

const legalForms = [
  ...['g?GmbH', 'AG', 'KG', 'KGaA', 'OHG', 'UG', 'GbR', String.raw`e\. ?K\.`, String.raw`e\. ?V\.`],
  ...['Ltd', 'Limited', 'LLP', 'LLC', 'PLC', 'plc', 'Inc', 'Corp', 'Pty'],
  ...['SARL', 'SASU?', 'EURL', 'SRL', String.raw`S\. ?[rR]\. ?[lL]\.`, String.raw`S\. ?[pP]\. ?A\.`],
  ...[String.raw`S\. ?[AL]\.`, String.raw`B\.?V\.?`, String.raw`N\.?V\.?`, 'AB', 'ApS', 'A/S', 'Oyj?'],
  ...['UAB', 'OÜ', 'SIA', String.raw`[sS]p\. z o\. ?o\.`, String.raw`s\. ?r\. ?o\.`, 'Kft', 'Zrt'],
  ...[String.raw`d\. ?o\. ?o\.`, 'Lda', 'E?OOD'],
].join('|');

const firmWords: readonly RegExp[] = [
  // Jetzt kaufen GmbH · Half Price Books, Inc.
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])${nameWord}(?: (?:[&+] )?${nameWord}){0,4},? (?:${legalForms})(?![\p{L}\p{N}])`,
    'gu',
  ),
  // Stammkapital: 25.000 EUR · SAS au capital de 10 000 € · Cap. Soc. € 10.000,00 · kapitał zakładowy 5 000 zł
  /(?:\p{L}{0,20}kapital|capitale?|cap\. ?soc\.|kapitału?|kapitál|\p{L}{0,12}tőke)(?![\p{L}\p{N}])[^\d\n!?]{0,30}\d[\d., ]{0,20}(?:\p{Sc}|\p{L}{2,6})?/giu,
  // Konto CHF 230-123456 · IBAN MU17BOMM0101101030300200000MUR
  /(?:IBAN|[Kk]onto\p{L}{0,8}|[Aa]ccount|[Aa]cct|[Rr]achunek)[ :.]{1,3}[A-Z\d][A-Z\d .-]{4,60}/gu,
  // Unit 4 Euro House
  /\d{1,5}[a-z]?,? (?:euro|cent|dollar|franken|lira|lei|bucks)[ -](?:\p{L}{1,20} )?(?:allee|avenue|business|cent(?:er|re)|close|court|cit[éy]|drive|estate|garden|green|haus|hill|house|lane|park|platz|plaza|ring|road|street|stra(?:ß|ss)e|tower|trade|way)(?!\p{L})/giu,
];
