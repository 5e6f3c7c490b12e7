import type { SenderDomainStrings } from '~/base/strings/en/sender-domain';

export const senderDomainDe: SenderDomainStrings = {
  title: 'Ihre Domain',
  about:
    'Mailprogramme fragen Ihre Domain, ob eine Mail in ihrem Namen echt ist. Stimmen ihre drei Einträge (SPF, DKIM und DMARC), kommen die Mails von Ihrer eigenen Adresse; bis dahin von der Adresse dieser Installation, und Antworten gehen an Sie.',
  check: 'Domain prüfen',
  verified: (domain) => `Die Mails kommen von ${domain}: Empfänger erkennen, dass sie von Ihnen sind.`,
  unverified: (domain) =>
    `Die Mails kommen noch nicht von ${domain}. Ändern Sie beim Anbieter Ihrer Domain, was unten steht, und prüfen Sie dann noch einmal; bis eine Änderung zu sehen ist, kann eine Stunde vergehen.`,
  notADomain: 'Das ist keine Domain. Tragen Sie oben eine Adresse wie hallo@ihr-shop.de ein.',
  notYours: (domain) =>
    `${domain} gehört einem Anbieter von Postfächern, und nur er kann dafür bürgen. Nehmen Sie eine Adresse Ihrer eigenen Domain; bis dahin kommen die Mails von der Adresse dieser Installation, und Antworten erreichen Sie dort.`,
  saveFirst: 'Speichern Sie zuerst die Adresse.',
  enter: (name) => `Bei ${name} eintragen, Typ TXT:`,
  selector: 'DKIM-Selektor',
  selectorHelp:
    'Nur, wenn Ihr Anbieter einen nennt, zum Beispiel „k1“. Sonst werden die üblichen ausprobiert.',
  established: 'Diese Domain schreibt schon vielen Kunden',
  establishedHelp:
    'Mit einem Newsletter oder einer anderen App. Sonst beginnt sie mit 20 Mails am Tag und darf alle zwei Tage doppelt so viele senden, weil Mailanbieter einem Unbekannten misstrauen, der auf einmal viel schreibt.',
  warmUp: (sent, limit, until) =>
    `Ihre Domain ist den Mailanbietern neu und beginnt langsam: heute ${sent} von höchstens ${limit} Mails, ohne Grenze ab ${until}. Was darüber ist, geht am nächsten Tag.`,
  spf: {
    ok: 'SPF: Ihre Domain erlaubt Ihren Mailserver.',
    missing:
      'SPF: Es gibt keinen Eintrag; Empfänger können nicht wissen, welche Server für Sie schreiben dürfen.',
    several: 'SPF: Es gibt mehrere Einträge. Empfänger glauben dann keinem; machen Sie einen daraus.',
    open: 'SPF: Der Eintrag erlaubt jeden Server der Welt („+all“). Ersetzen Sie das durch „~all“.',
    'without-server': 'SPF: Der Eintrag erlaubt Ihren Mailserver noch nicht.',
    'too-many-lookups':
      'SPF: Der Eintrag braucht mehr als 10 Abfragen, deshalb geben Empfänger auf. Entfernen Sie Dienste, die Sie nicht mehr nutzen.',
    unanswered:
      'SPF: Die Nameserver Ihrer Domain haben nicht geantwortet. Versuchen Sie es in ein paar Minuten wieder.',
  },
  spfUnknown: 'Den Eintrag nennt die Hilfe Ihres Mailanbieters; suchen Sie dort nach „SPF“.',
  dkim: {
    ok: 'DKIM: Es gibt einen Schlüssel, mit dem Ihr Mailserver unterschreiben kann.',
    testing:
      'DKIM: Es gibt einen Schlüssel, der als Test gilt („t=y“). Nehmen Sie das heraus, wenn alles läuft.',
    missing:
      'DKIM: Es wurde kein Schlüssel gefunden. Schalten Sie DKIM bei Ihrem Mailanbieter ein und übernehmen Sie den Eintrag, den er zeigt; nennt er einen Selektor, tragen Sie ihn hier ein.',
    revoked:
      'DKIM: Der Schlüssel wurde zurückgezogen (er ist leer). Machen Sie bei Ihrem Mailanbieter einen neuen.',
    weak: 'DKIM: Der Schlüssel ist kürzer als 1024 Bit und gilt nicht mehr. Machen Sie einen neuen mit 2048 Bit.',
    broken:
      'DKIM: Der Schlüssel ist nicht lesbar. Übernehmen Sie den Eintrag noch einmal, ganz und ohne Umbrüche.',
    unanswered:
      'DKIM: Die Nameserver Ihrer Domain haben nicht geantwortet. Versuchen Sie es in ein paar Minuten wieder.',
  },
  dmarc: {
    ok: 'DMARC: Ihre Domain sagt Empfängern, dass sie gefälschte Mails ablehnen sollen.',
    watching: 'DMARC: Eine Regel ist da und schaut nur zu („p=none“); das genügt.',
    missing: 'DMARC: Es gibt keine Regel. Große Empfänger verlangen eine.',
    several: 'DMARC: Es gibt mehrere Regeln, deshalb gilt keine. Behalten Sie eine.',
    broken: 'DMARC: Die Regel ist nicht lesbar: „p=“ muss none, quarantine oder reject sein.',
    unanswered:
      'DMARC: Die Nameserver Ihrer Domain haben nicht geantwortet. Versuchen Sie es in ein paar Minuten wieder.',
  },
};
