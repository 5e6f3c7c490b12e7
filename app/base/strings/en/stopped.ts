import { counted } from '~/base/strings/counted';
import type { SetUpGap, StopCause } from '~/base/vocabulary/stop-causes';

/** What stopped, why, what to look at, and the way to go on. Titles are whole sentences: they serve as reasons too. */
export const stoppedEn = {
  resume: 'Resume sending',
  resumed: 'Sending goes on',
  check: 'Before you resume:',
  reports: (reports: number, mails: number) =>
    `Here: ${counted(reports.toLocaleString('en'), 'report', 'reports')} in ${counted(mails.toLocaleString('en'), 'mail', 'mails')}.`,
  since: (when: string) => `Since ${when}.`,
  causes: {
    'sender-refused': {
      title: 'Your mail server does not let you send as this address.',
      about:
        'A server refused a mail because of who sent it, not because of the customer. Going on would harm the name of your domain, so everything waits.',
      checks: [
        'Is the sender address in the settings one that your mail server may write for?',
        'Check the domain in the settings: SPF, DKIM and DMARC should be in order.',
        'Your provider may have blocked the account: its own page or a mail from it says so.',
      ],
    },
    'login-refused': {
      title: 'Your mail server did not accept user name or password.',
      about: 'Each further try could lock the account, so everything waits.',
      checks: [
        'Was the password changed at your provider? Enter the new one in the settings under mail server, and test the connection.',
        'Some providers want an app password instead of the usual one.',
        'Your provider may have locked the account: its own page or a mail from it says so.',
      ],
    },
    'hard-bounces': {
      title: 'Sending stopped, because too many addresses do not exist.',
      about:
        'At least five of your last hundred mails came back for good. Mail providers take that for bought addresses and then refuse all mail of a sender.',
      checks: [
        'Were customers imported from an old or a foreign list?',
        'Look at the last “not delivered” mails: the same domain again and again means a problem there, not with your list.',
        'The addresses that came back are blocked already; they are not written to again.',
      ],
    },
    'spam-reports': {
      title: 'Marketing stopped, because customers reported it as spam.',
      about:
        'At least three reports in 30 days, and more than 3 in 1,000 mails. Mails about orders go on; those who reported are not written to again.',
      checks: [
        'Do the people expect these mails? Look at where their consent comes from.',
        'Is the reminder early, or about something that is not used up? The customers’ pages say why each was sent.',
        'Fewer is better now: lower the limits in the settings before you resume.',
      ],
    },
    restored: {
      title: 'Everything waits, because Carafe’s data came back from a backup.',
      about: 'What was sent after that backup is not known here and would be sent a second time.',
      checks: [
        'Compare what is due in the queue with your mail provider’s list of sent mails; skip what went out.',
      ],
    },
  } satisfies Record<StopCause, { title: string; about: string; checks: readonly string[] }>,
  notYet: 'Nothing can leave yet.',
  enterIt: 'To that part of the settings',
  gaps: {
    'sender-name': 'The sender’s name is missing. Enter it in the settings under Sender.',
    'postal-address': 'The postal address is missing. The law wants it in every mail; enter it under Sender.',
    'sender-address':
      'There is no address that mail may come from. Enter one of your own domain and check it, or ask whoever runs this installation for a sender address.',
    'mail-server': 'There is no mail server. Enter yours in the settings.',
    channel: 'This way of sending is not set up. Choose mail for this kind in the settings.',
    'send-all-to-is-on':
      'All mail goes to you at present, and Shopify Flow would reach the customer. Switch “send everything to me” off.',
  } satisfies Record<SetUpGap, string>,
};

export type StoppedStrings = typeof stoppedEn;
