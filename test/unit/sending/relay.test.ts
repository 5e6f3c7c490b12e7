import { describe, expect, it } from 'vitest';
import { mailProviders } from '~/base/vocabulary/mail-providers';
import { relayOf } from '~/sending/channels/email/relay';

const own = { host: 'mail.shop.example', port: 465, security: 'tls', user: 'ada', password: 'x' } as const;

describe('a relay', () => {
  it('keeps to what its provider allows, and goes to the very server, port and encryption that were typed', () => {
    const ireland = { ...own, host: 'email-smtp.eu-west-1.amazonaws.com' };
    expect(relayOf(ireland)).toMatchObject({ ...ireland, connections: 10, perSecond: 14 });
    const google = { ...own, host: 'SMTP.gmail.com' };
    expect(relayOf(google)).toMatchObject({ ...google, connections: 2, perSecond: 1 });
  });

  it('of nobody known has few connections and no pace', () => {
    expect(relayOf(own)).toMatchObject({ ...own, connections: 5, perSecond: null });
  });

  it('is one of a provider when the form is filled by its name', () => {
    for (const { host, connections, perSecond } of mailProviders)
      expect(relayOf({ ...own, host })).toMatchObject({ host, connections, perSecond });
  });
});
