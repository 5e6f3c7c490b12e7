/** The mailbox that answers and returned mail are read from. */
export const mailboxEn = {
  title: 'Replies and returned mail',
  about:
    'Carafe reads the mailbox of your reply address, changing nothing in it: who answered is left in peace, an address that bounces is not written to again, spam reports stop what sells.',
  none: 'No mailbox is connected yet: answers and returned mail are not noticed.',
  connected: (user: string, host: string) => `Connected: ${user} at ${host}`,
  read: (ago: string) => `Last read ${ago}.`,
  notYet: 'It is read for the first time within a minute.',
  broken: 'The mailbox could not be read the last time. Connect it again if its password has changed.',
  host: 'IMAP server',
  hostHelp: 'For example imap.example.com.',
  port: 'Port number',
  secure: 'Encrypted from the start (port 993)',
  user: 'User name',
  password: 'Password',
  passwordHelp: 'Kept encrypted and never shown again.',
  folder: 'Folder',
  connect: 'Connect',
  change: 'Connect another',
  remove: 'Disconnect',
  removeTitle: 'Stop reading this mailbox?',
  removeAbout: ['Answers and returned mail are no longer noticed.', 'The password is forgotten.'],
  saved: 'Mailbox connected',
  removed: 'Mailbox disconnected',
  problems: {
    fields: 'Fill in server, port, user name and password.',
    'no-server': 'There is no public mail server at this name and port.',
    login: 'The server refuses user name and password.',
    folder: 'The server has no such folder.',
    unreachable: 'The server does not answer. Check name, port and encryption.',
  } as Readonly<Record<string, string>>,
};

export type MailboxStrings = typeof mailboxEn;
