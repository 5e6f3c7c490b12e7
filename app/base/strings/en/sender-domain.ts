import type { DkimStatus, DmarcStatus, SpfStatus } from '~/base/vocabulary/sender-domain';

/** The check of a sender's domain: what was found, and what to do. */
export const senderDomainEn = {
  title: 'Your domain',
  about:
    'Mail programs ask your domain whether a mail in its name is real. When its three records (SPF, DKIM and DMARC) are right, mails come from your own address; until then they come from the address of this installation, and replies go to you.',
  check: 'Check the domain',
  verified: (domain: string) => `Mails come from ${domain}: receivers can tell that they are yours.`,
  unverified: (domain: string) =>
    `Mails do not come from ${domain} yet. Change what is marked below at your domain’s provider, then check again; a change may take an hour to be seen.`,
  notADomain: 'This is not a domain. Enter an address like hello@your-shop.com above.',
  notYours: (domain: string) =>
    `${domain} belongs to a mailbox provider, and nobody but them can vouch for it. Use an address of your own domain; until then mails come from the address of this installation, and replies reach you there.`,
  saveFirst: 'Save the address first.',
  enter: (name: string) => `Enter at ${name}, type TXT:`,
  selector: 'DKIM selector',
  selectorHelp: 'Only if your provider names one, for example “k1”. Otherwise the usual ones are tried.',
  established: 'This domain already writes to many customers',
  establishedHelp:
    'By newsletter or another app. Otherwise it starts with 20 mails a day and doubles every two days, because mail providers distrust a stranger who writes much at once.',
  warmUp: (sent: string, limit: string, until: string) =>
    `Your domain is new to mail providers and starts slowly: ${sent} of at most ${limit} mails today, no limit from ${until}. What is over moves to the next day.`,
  spf: {
    ok: 'SPF: your domain allows your mail server.',
    missing: 'SPF: there is no record, so receivers cannot know which servers may write for you.',
    several: 'SPF: there are several records. Receivers then believe none of them; make them one.',
    open: 'SPF: the record allows every server in the world (“+all”). Replace it by “~all”.',
    'without-server': 'SPF: the record does not allow your mail server yet.',
    'too-many-lookups':
      'SPF: the record needs more than 10 lookups, so receivers give up on it. Remove services that you no longer use.',
    unanswered: 'SPF: the name servers of your domain did not answer. Try again in a few minutes.',
  } satisfies Record<SpfStatus, string>,
  spfUnknown: 'Your mail provider’s help names the record; search there for “SPF”.',
  dkim: {
    ok: 'DKIM: there is a key with which your mail server can sign.',
    testing: 'DKIM: there is a key, marked as a test (“t=y”). Remove the mark when all works.',
    missing:
      'DKIM: no key was found. Switch DKIM on at your mail provider and enter the record that it shows; if it names a selector, enter that here.',
    revoked: 'DKIM: the key was withdrawn (it is empty). Make a new one at your mail provider.',
    weak: 'DKIM: the key is shorter than 1024 bits and is not believed any more. Make a new one with 2048 bits.',
    broken: 'DKIM: the key cannot be read. Copy the record again, whole and without line breaks.',
    unanswered: 'DKIM: the name servers of your domain did not answer. Try again in a few minutes.',
  } satisfies Record<DkimStatus, string>,
  dmarc: {
    ok: 'DMARC: your domain tells receivers to refuse forged mail.',
    watching: 'DMARC: a policy is there and only watches (“p=none”), which is enough.',
    missing: 'DMARC: there is no policy. Large receivers want one.',
    several: 'DMARC: there are several policies, so none counts. Keep one.',
    broken: 'DMARC: the policy cannot be read: “p=” must be none, quarantine or reject.',
    unanswered: 'DMARC: the name servers of your domain did not answer. Try again in a few minutes.',
  } satisfies Record<DmarcStatus, string>,
};

export type SenderDomainStrings = typeof senderDomainEn;
