/** The product type that the shop's owner would have typed, guessed from the title. First match wins. */
export function productType(title: string): string {
  for (const [type, pattern] of types) if (pattern.test(title)) return type;
  return 'Gifts';
}

const types: [string, RegExp][] = [
  ['Christmas', /christmas|advent|santa|reindeer|snowman|bauble|xmas/i],
  ['Baking', /cake cases|baking cases|cookie cutter|jelly mould|jam making|baking set|doil/i],
  [
    'Party tableware',
    /napkin|paper plate|paper cup|cocktail|straws|party (bag|horn|hat)|bunting|paper chain|balloon/i,
  ],
  ['Wrapping', /\bwrap\b|gift tape|wrapping|ribbon|tissue|gift tag|sticker/i],
  ['Incense', /incense/i],
  [
    'Candle holders',
    /(t-?light|candle).*(holder|glass|stick|plate|lantern|jar)|holder.*(candle|t-?light)|lantern/i,
  ],
  ['Candles', /candle|t-?light/i],
  ['Bags', /lunch bag|jumbo|shopper|charlotte bag|shoulder bag|picnic bag|storage bag|recycling bag/i],
  ['Bath and body', /soap|bath salts|sponge|plasters|tissues|hand warmer|hot water bottle/i],
  [
    'Cards and stationery',
    /card\b|notebook|pencil|pen\b|pens\b|chalk|crayon|eraser|rubber|ruler|calendar|organiser/i,
  ],
  ['Signs', /\bsign\b/i],
  ['Doormats', /doormat/i],
  ['Lighting', /\blamp|night light|lights\b/i],
  [
    'Kitchen',
    /mug|cup|plate|bowl|teapot|tea set|tin\b|tins\b|jar|scales|apron|tea towel|cakestand|cake stand|jug|spoon|kitchen|recipe|pantry/i,
  ],
  ['Garden', /garden|plant|watering|parasol|bird/i],
  ['Toys', /game|toy|doll|glider|playing|spinning|dominoes|harmonica|skipping|puzzle/i],
  ['Jewellery', /necklace|bracelet|earring|ring\b|brooch|trinket/i],
  [
    'Home',
    /frame|clock|mirror|cushion|chest|drawer|cabinet|hook|hanger|rack|decoration|heart|block word|chalkboard/i,
  ],
];
