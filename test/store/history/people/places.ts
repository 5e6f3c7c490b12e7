/** Where invented buyers live: real towns with a plausible postcode, and made-up streets. */
type Place = { city: string; zip: string; province?: string; provinceCode?: string };
export type Country = { name: string; locale: string; streets: readonly string[]; places: readonly Place[] };
export type CountryCode = 'GB' | 'DE' | 'FR' | 'US' | 'NL' | 'IE' | 'CA' | 'AT';

export const countryWeights: Record<CountryCode, number> = {
  GB: 52,
  DE: 15,
  FR: 10,
  US: 9,
  NL: 5,
  IE: 4,
  CA: 3,
  AT: 2,
};

export const countries: Record<CountryCode, Country> = {
  GB: {
    name: 'United Kingdom',
    locale: 'en',
    streets: [
      '{n} Orchard Lane',
      '{n} Mill Road',
      '{n} Station Road',
      '{n} Church Walk',
      '{n} Park Terrace',
      'Flat 2, {n} Albert Street',
      '{n} Kingfisher Close',
      '{n} The Crescent',
    ],
    places: [
      { city: 'Bristol', zip: 'BS6 5QA', province: 'England', provinceCode: 'ENG' },
      { city: 'Leeds', zip: 'LS8 2RT', province: 'England', provinceCode: 'ENG' },
      { city: 'Norwich', zip: 'NR2 3HL', province: 'England', provinceCode: 'ENG' },
      { city: 'London', zip: 'SE22 9EX', province: 'England', provinceCode: 'ENG' },
      { city: 'Manchester', zip: 'M20 6JN', province: 'England', provinceCode: 'ENG' },
      { city: 'Edinburgh', zip: 'EH10 4BF', province: 'Scotland', provinceCode: 'SCT' },
      { city: 'Cardiff', zip: 'CF11 9LL', province: 'Wales', provinceCode: 'WLS' },
      { city: 'Belfast', zip: 'BT9 6AZ', province: 'Northern Ireland', provinceCode: 'NIR' },
    ],
  },
  DE: {
    name: 'Germany',
    locale: 'de',
    streets: [
      'Lindenstraße {n}',
      'Gartenweg {n}',
      'Schillerstraße {n}',
      'Am Mühlbach {n}',
      'Bahnhofstraße {n}',
      'Kirchgasse {n}',
    ],
    places: [
      { city: 'Freiburg im Breisgau', zip: '79102' },
      { city: 'Leipzig', zip: '04229' },
      { city: 'Hamburg', zip: '22765' },
      { city: 'München', zip: '80337' },
      { city: 'Köln', zip: '50823' },
      { city: 'Berlin', zip: '10997' },
    ],
  },
  FR: {
    name: 'France',
    locale: 'fr',
    streets: [
      '{n} rue des Lilas',
      '{n} avenue de la Gare',
      '{n} rue du Moulin',
      '{n} place du Marché',
      '{n} chemin des Vignes',
    ],
    places: [
      { city: 'Lyon', zip: '69004' },
      { city: 'Nantes', zip: '44000' },
      { city: 'Paris', zip: '75011' },
      { city: 'Toulouse', zip: '31400' },
      { city: 'Rennes', zip: '35000' },
    ],
  },
  US: {
    name: 'United States',
    locale: 'en',
    streets: [
      '{n} Maple Avenue',
      '{n} Cedar Street',
      '{n} Oak Hill Drive',
      '{n} 4th Street',
      '{n} Willow Court',
      '{n} Lakeview Road',
    ],
    places: [
      { city: 'Brooklyn', zip: '11215', province: 'New York', provinceCode: 'NY' },
      { city: 'Portland', zip: '97214', province: 'Oregon', provinceCode: 'OR' },
      { city: 'Austin', zip: '78704', province: 'Texas', provinceCode: 'TX' },
      { city: 'Denver', zip: '80205', province: 'Colorado', provinceCode: 'CO' },
      { city: 'Oakland', zip: '94609', province: 'California', provinceCode: 'CA' },
      { city: 'Honolulu', zip: '96816', province: 'Hawaii', provinceCode: 'HI' },
      { city: 'Phoenix', zip: '85016', province: 'Arizona', provinceCode: 'AZ' },
      { city: 'Anchorage', zip: '99501', province: 'Alaska', provinceCode: 'AK' },
    ],
  },
  NL: {
    name: 'Netherlands',
    locale: 'nl',
    streets: ['Molenstraat {n}', 'Kerkweg {n}', 'Nieuwegracht {n}', 'Beukenlaan {n}'],
    places: [
      { city: 'Utrecht', zip: '3512 LM' },
      { city: 'Haarlem', zip: '2011 RD' },
      { city: 'Groningen', zip: '9712 JH' },
    ],
  },
  IE: {
    name: 'Ireland',
    locale: 'en',
    streets: ['{n} Harbour View', '{n} Abbey Street', '{n} Castle Park'],
    places: [
      { city: 'Cork', zip: 'T12 X2YA', province: 'Cork', provinceCode: 'CO' },
      { city: 'Galway', zip: 'H91 E9PX', province: 'Galway', provinceCode: 'G' },
      { city: 'Dublin', zip: 'D06 K5F8', province: 'Dublin', provinceCode: 'D' },
    ],
  },
  CA: {
    name: 'Canada',
    locale: 'en',
    streets: ['{n} Birch Street', '{n} Riverside Drive', '{n} Queen Street West'],
    places: [
      { city: 'Toronto', zip: 'M6J 1G5', province: 'Ontario', provinceCode: 'ON' },
      { city: 'Vancouver', zip: 'V5N 4E8', province: 'British Columbia', provinceCode: 'BC' },
      { city: 'Halifax', zip: 'B3H 2Y5', province: 'Nova Scotia', provinceCode: 'NS' },
      { city: 'Montréal', zip: 'H2T 1S6', province: 'Quebec', provinceCode: 'QC' },
    ],
  },
  AT: {
    name: 'Austria',
    locale: 'de',
    streets: ['Feldgasse {n}', 'Hauptplatz {n}', 'Josefstädter Straße {n}'],
    places: [
      { city: 'Graz', zip: '8010' },
      { city: 'Wien', zip: '1080' },
    ],
  },
};
