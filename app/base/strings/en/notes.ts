import type { NoteKind, Situation } from '~/base/vocabulary/situations';

/** What somebody of the shop learnt of a customer and writes down. */
export const notesEn = {
  situations: {
    ill: 'Is ill',
    in_grief: 'Is in grief',
    died: 'Has died',
  } satisfies Record<Situation, string>,
  until: (day: string) => `until ${day}`,
  about: {
    ill: 'Until then they get only what an order needs: no greetings and nothing that sells.',
    in_grief: 'Until then they get only what an order needs: no greetings and nothing that sells.',
    died: 'No mail of any kind goes to them any more.',
  } satisfies Record<Situation, string>,
  notedBy: (name: string, when: string) => `noted by ${name}, ${when}`,
  end: { ill: 'It is over', in_grief: 'It is over', died: 'It was a mistake' } satisfies Record<
    Situation,
    string
  >,
  endName: (what: string, name: string) => `${what}: ${name}`,
  ended: 'Taken back. Their mail is planned anew',
  add: 'Note something',
  addTitle: 'What did you learn?',
  what: 'What',
  kinds: {
    complaint: 'They complained',
    ill: 'They are ill',
    in_grief: 'They are in grief',
    died: 'They have died',
  } satisfies Record<NoteKind, string>,
  order: 'About which order',
  noOrder: 'No single order',
  orderOn: (name: string, day: string) => `${name}, ${day}`,
  complaintWords: 'What they said',
  complaintHelp: 'By phone or in the shop. It becomes a complaint like any other, and what sells waits.',
  words: 'In your words, if you like',
  wordsHelp: 'For example who told you. Your colleagues read it with every task.',
  on: 'Until when',
  save: 'Note it',
  died: {
    button: 'Note it …',
    title: 'Has this customer died?',
    about: [
      'No mail goes to them any more, not even about an order, and what is planned is cancelled at once.',
      'If it was a mistake, take it back at the top of this page at any time; their mail is planned anew then.',
    ],
    confirm: 'Yes, no more mail',
  },
  added: 'Noted. Their mail is planned anew',
  addedDeath: 'Noted. No more mail goes to them',
  joined: 'Added to the complaint that is open already',
  gone: 'Not done: somebody else was quicker, or it is too late to take it back.',
  timeline: {
    complaint: (name: string) => `Complained, noted by ${name}`,
    ill: (name: string) => `Is ill, noted by ${name}`,
    in_grief: (name: string) => `Is in grief, noted by ${name}`,
    died: (name: string) => `Has died, noted by ${name}`,
  } satisfies Record<NoteKind, (name: string) => string>,
  endedBy: (name: string, when: string) => `Taken back by ${name}, ${when}`,
};

export type NotesStrings = typeof notesEn;
