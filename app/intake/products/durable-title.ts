/**
 * Does a title name something that lasts, so that "running low" would be silly? A proposal only: it is shown to the
 * merchant as "not used up", and what customers in fact buy again outweighs it.
 */
const consumed =
  /\b(refills?|filters?|cartridges?|candles?|tealights?|t-?lights?|incense|joss|napkins?|tissues?|paper|serviettes|wrap(ping)?|bags?|sachets?|capsules?|tablets?|coffee|tea|soap|shampoo|lotion|cream|oil|food|treats?|sweets?|chocolate|sticker|straws?|matches|plasters?|tape|ribbon|pencils?|cards?|cups?|plates?|cake cases|balloons?|kerzen?|tee|kaffee|seife|öl|nachfüll\w*|batter(y|ies)|detergent|blades?)\b/i;

const durable =
  /\b(signs?|doormats?|door ?mats?|clocks?|mirrors?|frames?|lamps?|lanterns?|lights? holder|holders?|t-?light holder|vases?|jugs?|mugs?|teapots?|kettles?|pans?|pots?|tins?|box(es)?|baskets?|shelf|shelves|cabinets?|chairs?|tables?|stools?|benches|drawers?|hooks?|hangers?|racks?|stands?|trays?|bowls?|jars?|bottles? opener|openers?|knives|scissors|grinders?|mills?|machines?|scales?|thermometers?|radios?|cameras?|phones?|speakers?|chargers?|keyrings?|necklaces?|bracelets?|earrings?|rings?|brooch(es)?|watch(es)?|purses?|wallets?|handbags?|rucksacks?|backpacks?|umbrellas?|scarf|scarves|gloves?|hats?|aprons?|cushions?|covers?|quilts?|blankets?|throws?|rugs?|curtains?|towels?|toys?|dolls?|puzzles?|games?|books?|albums?|ornaments?|figurines?|wreaths?|bunting|garlands?|chalkboards?|blackboards?|bird ?(house|feeder|cage)s?|hot water bottles?|parasols?|snowboards?|bicycles?|bikes?|skateboards?|schild|fußmatten?|uhr(en)?|spiegel|rahmen|lampen?|vasen?|tassen?|töpfe|topf|pfannen?|regal|stuhl|tisch|decken?|kissen|teppich|messer|schmuck|kette|tasche|rucksack|buch)\b/i;

/**
 * Holders and tins are durable although the word beside them is not ("t-light holder", "coffee grinder", "Doormat Home
 * Sweet Home"). Postage that a shop sells as a product is nothing to run out of either.
 */
const durableWhateverElse =
  /\b(holders?|grinders?|machines?|tea ?towels?|teapots?|(coffee|tea|cake|biscuit|sweet) ?tins?|cake ?(stands?|tins?)|mugs?|signs?|racks?|dispensers?|clocks?|frames?|lanterns?|halter|spender|jars?|moulds?|cutters?|strainers?|infusers?|caddy|caddies|mills?|boards?|mats?|door ?mats?|fußmatten?|tea ?cups?|saucers?|tea ?sets?|tongs|kneeling pads?|food containers?|rulers?|building blocks?|postage|versandkosten|porto|(next day|express|standard) (carriage|delivery|shipping))\b/i;

export function isDurableTitle(title: string): boolean {
  const text = title.slice(0, 300);
  if (durableWhateverElse.test(text)) return true;
  return durable.test(text) && !consumed.test(text);
}
