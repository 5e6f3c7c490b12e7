type Names = { first: readonly string[]; last: readonly string[] };

/** Invented people's names by language. Some carry letters and marks that careless code trips over. */
export const namesByLocale: Record<string, Names> = {
  en: {
    first: words(
      'Alice Amir Anna Beth Callum Cara Daniel Dev Eleanor Emma Fergus Fiona George Grace Hannah Harriet Imogen Isaac Jack Jasmine Joan Kemi Laura Leon Lucy Maeve Mark Mia Nadia Nina Oliver Owen Pippa Priya Rachel Rory Ruth Sam Siobhan Sophie Tara Tom Una Victor Wendy Zara',
    ),
    last: words(
      "Abbott Ashworth Barlow Bell Bramley Carver Chowdhury Cole Drummond Ellery Fairbank Foley Garside Gupta Hartley Holt Ibbotson Jennings Kershaw Lacey Langley Marlow McBride Mensah Nolan Norris O'Connell Okafor Palmer Pike Quigley Radley Rowe Sandhu Shaw Swift Thorne Tyndall Underhill Vane Wainwright Whitlock Yarwood Young",
    ),
  },
  de: {
    first: words(
      'Anja Bernd Britta Carsten Claudia Dörte Elif Frank Friederike Gerda Hannes Heike Ingo Jana Jürgen Katrin Lars Lena Maren Markus Nele Ole Petra Ralf Sabine Sönke Tanja Ulrike Uwe Yasemin',
    ),
    last: words(
      'Albrecht Baumann Brückner Dietrich Ebert Fuchs Gärtner Heinemann Jansen Keßler Krämer Lindner Möller Neubauer Oster Pohl Reuter Schütte Seidel Thiele Ulrich Vogt Wendt Yıldız Ziegler',
    ),
  },
  fr: {
    first: words(
      'Agnès Amélie Benoît Camille Chloé Damien Élodie Fabien Gaëlle Hugo Inès Jérôme Léa Luc Manon Mathis Nadège Océane Pascal Quentin Renée Sylvie Théo Valérie Yann Zoé',
    ),
    last: words(
      "Aubert Bonnet Caron Delmas Étienne Fabre Garnier Hamel Jacquet Lacroix Lefèvre Marchand Noël Ollivier Perrin Renaud Sellier Tessier Vasseur D'Almeida",
    ),
  },
  nl: {
    first: words(
      'Anouk Bram Carlijn Daan Esmée Femke Gijs Hanneke Joost Karin Lotte Maarten Noor Pieter Roos Sander Tess Wouter',
    ),
    last: [
      'Bakker',
      'de Boer',
      'van Dijk',
      'Hendriks',
      'Jacobs',
      'Kuipers',
      'Mulder',
      'Peeters',
      'van der Veen',
      'Visser',
      'Willems',
    ],
  },
};

function words(text: string): string[] {
  return text.split(' ');
}
