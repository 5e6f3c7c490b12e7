/** Words about the people of the store who use Carafe, and about what one of them may not. */
export const teamEn = {
  title: 'Team',
  about:
    'Who of your store opened Carafe, and what each of them may do. Somebody new appears here when they first open it.',
  roles: { full: 'Full access', desk: 'Care desk' },
  rolesAbout:
    'The care desk sees customers, products, queue, work and reports, does the work, decides about messages and may stop mail. It does not open settings, templates or exports, changes no products, and does not resume what was stopped.',
  newcomers: 'Somebody new gets',
  newcomersHelp: 'Full access unless you choose otherwise. Who is listed below keeps what they have.',
  name: 'Name',
  nameHelp: (number: string) => `Shopify’s number: ${number}`,
  saveName: 'Save',
  saveNameOf: (name: string) => `Save the name ${name}`,
  role: 'Role',
  seen: (ago: string) => `Last here: ${ago}`,
  you: 'You',
  yourRole: 'Only a colleague with full access can change what you may do.',
  alone: 'So far you are the only one who opened Carafe. Your colleagues appear here once they do.',
  saved: 'Saved',
  notSaved: {
    self: 'Nobody can restrict themselves. Nothing was changed.',
    gone: 'This was changed meanwhile. Load the page again.',
    invalid: 'Enter a name of up to 60 letters.',
  },
  colleague: 'a colleague',
  byYou: 'you',
  onlyFull: 'This needs full access, which you do not have.',
  onlyFullNames: (names: string) => `This needs full access. Ask ${names}.`,
  anyKeeper: 'a colleague with full access',
  productsLocked: 'You can look at this product. Changing it needs full access.',
  refused: {
    title: 'You don’t have access to this page',
    ask: (names: string) => `If you need it, ask ${names} to give you full access under Settings › Team.`,
    pages: {
      settings: {
        name: 'Settings',
        about: 'Here your store decides who sends, when and how often, and what happens to its data.',
      },
      templates: {
        name: 'Templates',
        about: 'Here the words of your store’s mails are written.',
      },
      import: {
        name: 'Import products',
        about: 'Here a file changes many products at once.',
      },
      setUp: {
        name: 'Set up Carafe',
        about: 'Here a store is set up: who sends, through which mail server, and which kinds of mail.',
      },
      other: { name: 'Full access only', about: 'This is kept for colleagues with full access.' },
    },
  },
};

export type TeamStrings = typeof teamEn;
