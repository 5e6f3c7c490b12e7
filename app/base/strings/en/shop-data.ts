/** Words of the settings about taking everything along, and about deleting it. */
export const shopDataEn = {
  export: {
    title: 'Take everything along',
    about:
      'One file with all that Carafe holds of your store, readable by any program: one line of JSON a row. Passwords, access keys and look-up marks are left out. It holds your customers’ names and addresses, so keep it safe. The download is noted.',
    button: 'Export everything',
    running: (lines: number, told: string) => `${told} ${lines === 1 ? 'line' : 'lines'} so far`,
    done: (rows: number, told: string) => `Exported: ${told} ${rows === 1 ? 'row' : 'rows'}`,
  },
  erase: {
    title: 'Delete everything',
    about: 'Deletes what Carafe holds of your store. This cannot be undone.',
    button: 'Delete everything…',
    question: 'Delete everything of this store?',
    means: [
      'Mail stops at once, also what is planned for today.',
      'Customers, orders, forecasts, messages, notes, templates and settings are deleted within minutes.',
      'What stays is a mark for each address that must not be written to, without the address, and whatever stopped your mail.',
      'Nothing in Shopify changes. To begin anew, uninstall Carafe and install it again.',
    ],
    exportFirst: 'If you want to keep a copy, export everything first.',
    type: (domain: string) => `Type ${domain} to confirm`,
    wrong: 'This is not the domain of this store.',
    confirm: 'Delete everything',
  },
};

export type ShopDataStrings = typeof shopDataEn;
