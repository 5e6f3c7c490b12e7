import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkSenderDomain, type TxtResolver } from '~/sending/domain/check-sender-domain.server';
import { mailSourceOf } from '~/sending/domain/mail-source';

type Zone = Record<string, string | string[] | { code: string }>;

/** A name server with these TXT records: long ones come in pieces of 255 characters, as in the real DNS. */
function resolverOf(zone: Zone): TxtResolver & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async resolveTxt(name) {
      asked.push(name);
      const found = zone[name];
      if (found === undefined) throw Object.assign(new Error('queryTxt'), { code: 'ENOTFOUND' });
      if (typeof found === 'object' && 'code' in found) throw Object.assign(new Error('queryTxt'), found);
      return [found].flat().map((text) => text.match(/.{1,255}/gs) ?? ['']);
    },
  };
}

const rsa = (bits: number) =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ format: 'der', type: 'spki' })
    .toString('base64');
const KEY = rsa(2048);
const google = mailSourceOf('smtp.gmail.com');

const good: Zone = {
  'adas.example': ['some-verification=1', 'v=spf1 include:_spf.google.com ~all'],
  '_spf.google.com': 'v=spf1 ip4:192.0.2.0/24 ~all',
  'google._domainkey.adas.example': `v=DKIM1; k=rsa; p=${KEY}`,
  '_dmarc.adas.example': 'v=DMARC1; p=quarantine; rua=mailto:d@adas.example',
};

async function check(changes: Zone = {}, source = google, domain = 'adas.example') {
  const found = await checkSenderDomain(domain, source, resolverOf({ ...good, ...changes }));
  if (found.status !== 'checked') throw new Error(found.status);
  return found;
}

describe('a sender’s domain', () => {
  it('with SPF, DKIM and DMARC in order is verified', async () => {
    expect(await check()).toMatchObject({
      isVerified: true,
      spf: { status: 'ok', advice: null },
      dkim: { status: 'ok', selector: 'google' },
      dmarc: { status: 'ok' },
    });
  });

  it('without any record says for each what to do', async () => {
    const none = await checkSenderDomain('adas.example', google, resolverOf({}));
    expect(none).toMatchObject({
      isVerified: false,
      spf: {
        status: 'missing',
        advice: { name: 'adas.example', value: 'v=spf1 include:_spf.google.com ~all' },
      },
      dkim: { status: 'missing' },
      dmarc: { status: 'missing', advice: { name: '_dmarc.adas.example', value: 'v=DMARC1; p=none' } },
    });
  });

  it('whose name servers do not answer gets no verdict', async () => {
    const down = { code: 'ETIMEOUT' };
    const found = await check({ 'adas.example': down, '_dmarc.adas.example': { code: 'ESERVFAIL' } });
    expect(found).toMatchObject({
      isVerified: false,
      spf: { status: 'unanswered' },
      dmarc: { status: 'unanswered' },
    });
  });

  it('that is a free mailbox, or no domain at all, is told apart without asking', async () => {
    const resolver = resolverOf({});
    expect(await checkSenderDomain('Gmail.com', google, resolver)).toMatchObject({ status: 'not-yours' });
    for (const bad of [
      '',
      'localhost',
      'a b.example',
      '-a.example',
      '127.0.0.1',
      'x'.repeat(300),
      'ex"ample.com',
    ])
      expect(await checkSenderDomain(bad, google, resolver)).toEqual({ status: 'not-a-domain' });
    expect(resolver.asked).toEqual([]);
  });
});

describe('SPF', () => {
  it('allows the server through an include of an include', async () => {
    const found = await check({
      'adas.example': 'v=spf1 include:spf.host.example -all',
      'spf.host.example': 'v=spf1 include:_spf.google.com ~all',
    });
    expect(found.spf.status).toBe('ok');
  });

  it('without the server: the include is put into the record that is there', async () => {
    const found = await check({ 'adas.example': 'v=spf1 mx ip4:192.0.2.1 -all' });
    expect(found.spf).toMatchObject({
      status: 'without-server',
      advice: { value: 'v=spf1 include:_spf.google.com mx ip4:192.0.2.1 -all' },
    });
  });

  it('twice: one record is made of both', async () => {
    const found = await check({ 'adas.example': ['v=spf1 mx -all', 'v=spf1 include:_spf.google.com ~all'] });
    expect(found.spf).toMatchObject({
      status: 'several',
      advice: { value: 'v=spf1 mx include:_spf.google.com ~all' },
    });
  });

  it.each(['v=spf1 include:all.example +all', 'v=spf1 include:all.example all'])(
    'that lets everybody write is refused: %s',
    async (record) => {
      const found = await check({ 'adas.example': record });
      expect(found.spf).toMatchObject({
        status: 'open',
        advice: { value: 'v=spf1 include:all.example ~all' },
      });
    },
  );

  it('that names thousands of others is followed for thirty questions', async () => {
    const giant = Array.from({ length: 5_000 }, (_, n) => `include:s${n}.example`).join(' ');
    const resolver = resolverOf({ ...good, 'adas.example': `v=spf1 ${giant} ~all` });
    const { spf } = (await checkSenderDomain('adas.example', google, resolver)) as {
      spf: { status: string };
    };
    expect(spf.status).toBe('too-many-lookups');
    expect(resolver.asked.filter((name) => /^s\d+\.example$/.test(name))).toHaveLength(30);
  });

  it('with more than ten lookups is one that receivers give up on, and a circle ends', async () => {
    const many = Array.from({ length: 11 }, (_, at) => `include:s${at}.example`).join(' ');
    expect((await check({ 'adas.example': `v=spf1 ${many} ~all` })).spf.status).toBe('too-many-lookups');
    const circle = await check({
      'adas.example': 'v=spf1 include:a.example ~all',
      'a.example': 'v=spf1 include:b.example ~all',
      'b.example': 'v=spf1 include:a.example ~all',
    });
    expect(circle.spf.status).toBe('without-server');
  });
});

describe('DKIM', () => {
  const at = (record: string) => check({ 'google._domainkey.adas.example': record });

  it.each([
    ['revoked', 'v=DKIM1; p='],
    ['weak', `v=DKIM1; p=${rsa(512)}`],
    ['broken', 'v=DKIM1; p=bm8ga2V5'],
    ['testing', `v=DKIM1; t=y:s; p=${KEY}`],
    ['ok', 'v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='],
    ['missing', 'not a key'],
  ])('is %s for "%s"', async (status, record) => {
    expect((await at(record)).dkim.status).toBe(status);
  });

  it('is found under the selector that the merchant names', async () => {
    const found = await check(
      { 'google._domainkey.adas.example': [], 'x7._domainkey.adas.example': `p=${KEY}` },
      mailSourceOf('mail.adas.example', ' x7 '),
    );
    expect(found.dkim).toEqual({ status: 'ok', selector: 'x7' });
  });

  it('never asks for a selector that is no name', async () => {
    const resolver = resolverOf(good);
    await checkSenderDomain('adas.example', { spfInclude: null, selectors: ['a b', '*', 'ä'] }, resolver);
    expect(resolver.asked.filter((name) => name.includes('_domainkey'))).toEqual([]);
  });
});

describe('DMARC', () => {
  it('of a name with a hundred labels is looked for at eight names at most, the one of its own domain among them', async () => {
    const deep = `${Array.from({ length: 100 }, () => 'a').join('.')}.adas.example`;
    const resolver = resolverOf(good);
    const found = await checkSenderDomain(deep, google, resolver);
    expect(found).toMatchObject({ dmarc: { status: 'ok' } });
    const asked = resolver.asked.filter((name) => name.startsWith('_dmarc.'));
    expect(asked[0]).toBe(`_dmarc.${deep}`);
    expect(asked.length).toBeLessThanOrEqual(8);
  });

  it('of the domain above speaks for a part of it', async () => {
    const found = await check(
      { 'mail.adas.example': 'v=spf1 include:_spf.google.com ~all' },
      google,
      'mail.adas.example',
    );
    expect(found.dmarc.status).toBe('ok');
  });

  it.each([
    ['watching', 'v=DMARC1; p=none'],
    ['broken', 'v=DMARC1; p=maybe'],
    ['several', ['v=DMARC1; p=none', 'v=DMARC1; p=reject']],
  ])('is %s', async (status, record) => {
    expect((await check({ '_dmarc.adas.example': record })).dmarc.status).toBe(status);
  });
});
