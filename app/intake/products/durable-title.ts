/**
 * Does a title name something that lasts, so that "running low" would be silly? A proposal only: it is shown to the
 * merchant as "not used up", and their word outweighs it.
 *
 * A title is a heap of nouns ("Vintage Cream Dog Food Container"), so single words mislead: cream is a colour, a bag
 * holds tea or lunch. Three lists, the first that knows the title decides: what is used up although a durable word
 * stands beside it, what lasts although a used-up word does, and then the words that count where nothing speaks
 * against them. A title that none of them knows is left to what customers in fact buy again.
 */
export function isDurableTitle(title: string): boolean {
  const text = title.slice(0, 300);
  if (usedUpWhateverElse.test(text)) return false;
  if (durableWhateverElse.test(text)) return true;
  return durable.test(text) && !usedUp.test(text);
}

/** Whole words of any script and case, of alternatives that may be patterns of their own. */
function anyOf(...words: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])(${words.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
}

/** Paper plates for a party are gone the day after, and a bag of a known use is as well. */
const usedUpWhateverElse = anyOf(
  '(paper|disposable|compostable|plastic|party) (cups?|plates?|bowls?|cutlery|straws?|bags?|napkins?|tablecloths?)',
  '(bin|rubbish|refuse|garbage|trash|freezer|sandwich|snack|gift|poo|nappy|vacuum|hoover|zip|compost|pastry) bags?',
  '(cleaning|washing|dishwasher) (tablets?|pods?|powder|liquid)|descalers?|entkalker|table salt',
  '(cake|baking|muffin|cupcake) cases?|refills?|filters?|cartridges?|nachfüll\\p{L}*|\\p{L}*(müll|gefrier|staubsauger)beutel',
);

/**
 * Holders and tins last although the word beside them does not ("t-light holder", "coffee grinder", "tea plate").
 * Postage that a shop sells as a product is nothing to run out of either.
 */
const durableWhateverElse = anyOf(
  '(candle|t-?light|napkin|toilet roll|card) ?(holders?|hldr)|holders?|dispensers?|halter|\\p{L}+(halter|spender)|spender',
  '(coffee|tea|cake|biscuit|sweet|storage) ?tins?|tea,? ?coffee,? ?sugar( tins)?|cake ?(stands?|tins?)|bread ?bins?',
  'tea ?(pots?|cups?|towels?|sets?|plates?|glass(es)?|infusers?|strainers?)|tea bag plates?|caddy|caddies',
  'mugs?|egg ?cups?|saucers?|beakers?|jars?|(butter|beurre) dish(es)?|cutlery|(measuring|serving) spoons?',
  'food containers?|grinders?|mills?|machines?|moulds?|cutters?|strainers?|infusers?|tongs|aprons?|oven gloves?|placemats?|coasters?',
  'signs?|clocks?|frames?|lanterns?|racks?|boards?|(memo|chalk|black|white)boards?|mats?|door ?mats?|fußmatten?',
  'door ?stops?|doorknobs?|drawer ?knobs?|hangers?|hooks?|candlesticks?|(night|fairy|bedside|christmas|led) lights?',
  'nachtlicht(er)?|türstopper|hanging t-?lights?|t-?light glass(es)?|led (tea|t-?) ?lights?|torch(es)?',
  'hot water bottles?|hotties?|wärmflaschen?',
  '(lunch|jumbo|tote|picnic|shoulder|airline|shopper|shopping|storage|peg|travel|sports|gym|cool|sleeping|bean) bags?',
  '(messenger|laptop|make-?up|wash|toiletry|saddle|recycling|charlotte|beach|craft) bags?|bag charlotte|shoppers?',
  '(playing|snap) cards?|card (games?|wallets?)|spielkarten|dominoes|ludo|bingo|skittles|jigsaws?|marbles|croquet',
  'skipping ropes?|spinning tops|building blocks?|(trinket|jewel|jewellery|tissue|money|cigar) ?box(es)?|stencils?',
  '(money|piggy) banks?|key ?(fobs?|rings?)|luggage tags?|magnets?|notice ?boards?|wall art|ornaments?|trinkets?',
  '(hanging|christmas|heart|tree|wall|garden) decorations?|kneeling pads?|rulers?|watering cans?|gießkannen?',
  'hammocks?|wind ?mills?|bird ?(houses?|feeders?)',
  'postage|versandkosten|porto|(next day|express|standard) (carriage|delivery|shipping)',
);

const usedUp = anyOf(
  'candles?|tealights?|t-?lights?|incense|joss|napkins?|tissues?|paper|serviettes|wrap(ping)?|sachets?|capsules?',
  'tablets?|coffee|tea|soap|shampoo|lotion|cream|oil|food|treats?|sweets?|chocolate|sticker|straws?|matches|plasters?',
  'tape|ribbons?|pencils?|crayons?|chalk sticks?|cards?|balloons?|doilies|sponges?|brush(es)?|batter(y|ies)|detergent',
  'blades?|cleaners?|polish|spray|kerzen?|tee|kaffee|seife|öl|reiniger|politur|spülmittel|waschmittel|\\p{L}*futter',
);

const durable = anyOf(
  'mirrors?|lamps?|vases?|jugs?|kettles?|pans?|pots?|tins?|box(es)?|baskets?|shelf|shelves|cabinets?|chairs?|tables?',
  'lights|fans?|sewing kits?|stools?|bench(es)?|drawers?|chests?|stands?|trays?|bowls?|plates?|cups?|openers?|knives|knife|scissors?|scales?',
  'thermometers?|radios?|cameras?|phones?|speakers?|chargers?|necklaces?|bracelets?|earrings?|rings?|brooch(es)?',
  'watch(es)?|purses?|wallets?|handbags?|rucksacks?|backpacks?|umbrellas?|parasols?|scarf|scarves|gloves?|hats?',
  'cushions?|covers?|quilts?|blankets?|throws?|rugs?|curtains?|towels?|flannels?|toys?|dolls?|puzzles?|games?|books?',
  'albums?|figurines?|wreaths?|bunting|garlands?|snowboards?|bicycles?|bikes?|skateboards?|windmills?|ladders?',
  'wicker|wooden|enamel|ceramic|porcelain|zinc|cast iron',
  'schild|uhr(en)?|spiegel|rahmen|lampen?|vasen?|tassen?|teller|töpfe|topf|pfannen?|regal|stuhl|tisch|decken?|kissen',
  'teppich|messer|besteck|schmuck|kette|tasche|rucksack|buch|brotdosen?',
);
