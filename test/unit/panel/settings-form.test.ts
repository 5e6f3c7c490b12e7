import { describe, expect, test } from 'vitest';
import { redirectOf } from '~/base/settings/send-all-to';
import { readShopSettings } from '~/base/settings/shop-settings';
import { settingBounds } from '~/base/vocabulary/setting-bounds';
import { pageResponse } from '~/care/answers/page-response.server';
import { parseSettingsForm, readSettingsForm, settingsForm } from '~/office/pages/settings/settings-form';

const settings = readShopSettings({});

describe('the settings form', () => {
  test('what is stored goes through the form and back unchanged', () => {
    const parsed = parseSettingsForm(settingsForm(settings, null, 'EUR'), {
      settings,
      smtp: null,
      currency: 'EUR',
    });
    expect(parsed).toMatchObject({ status: 'valid', smtp: null });
    if (parsed.status === 'valid') expect({ ...settings, ...parsed.parts }).toEqual(settings);
  });

  test('quiet hours over midnight and within a day both refuse a usual time inside them', () => {
    const errorsFor = (from: string, until: string, slot: string) => {
      const form = {
        ...settingsForm(settings, null, 'EUR'),
        'quiet.fromHour': from,
        'quiet.untilHour': until,
        'quiet.slot': slot,
      };
      const parsed = parseSettingsForm(form, { settings, smtp: null, currency: 'EUR' });
      return parsed.status === 'invalid' ? parsed.errors['quiet.slot'] : null;
    };
    expect(errorsFor('20', '9', '08:59')).toBe('slot-in-quiet');
    expect(errorsFor('20', '9', '09:00')).toBeNull();
    expect(errorsFor('12', '14', '13:00')).toBe('slot-in-quiet');
    expect(errorsFor('12', '14', '14:00')).toBeNull();
    expect(errorsFor('0', '0', '03:00')).toBeNull();
    expect(errorsFor('20', '9', '25:00')).toBe('range');
  });

  test('what a browser sends beyond the form is dropped', () => {
    const form = readSettingsForm({ 'sender.name': 'Ada', isAdmin: true, neverCompanies: 'yes' });
    expect(Object.keys(form)).not.toContain('isAdmin');
    expect(form.neverCompanies).toBe(false);
    expect(form['sender.name']).toBe('Ada');
  });

  test('a colour is taken with its sign or without, and nothing else for one', () => {
    const colourOf = (typed: string) => {
      const form = readSettingsForm({
        ...settingsForm(settings, null, 'EUR'),
        'brand.accentColour': typed,
        'brand.backgroundColour': typed,
      });
      const parsed = parseSettingsForm(form, { settings, smtp: null, currency: 'EUR' });
      return parsed.status === 'valid' ? parsed.parts.brand : parsed.errors['brand.accentColour'];
    };
    for (const typed of ['1a2b3C', ' #1a2b3C '])
      expect(colourOf(typed)).toMatchObject({ accentColour: '#1a2b3C', backgroundColour: '#1a2b3C' });
    for (const wrong of ['1a2b3', '1a2b3c4', '##1a2b3c', 'abc', 'red'])
      expect(colourOf(wrong)).toBe('colour');
  });

  test('another sender address is not taken as verified', () => {
    const verified = {
      ...settings,
      sender: {
        ...settings.sender,
        name: 'Ada',
        email: 'a@one.example',
        postalAddress: 'Ely',
        domainVerified: true,
      },
    };
    const form = { ...settingsForm(verified, null, 'EUR'), 'sender.email': 'a@two.example' };
    const parsed = parseSettingsForm(form, { settings: verified, smtp: null, currency: 'EUR' });
    expect(parsed).toMatchObject({ status: 'valid', parts: { sender: { domainVerified: false } } });
  });

  test('days closed are refused beyond a year of them, whatever is sent', () => {
    const errorOf = (closedOn: string) => {
      const form = readSettingsForm({ ...settingsForm(settings, null, 'EUR'), closedOn });
      const parsed = parseSettingsForm(form, { settings, smtp: null, currency: 'EUR' });
      return parsed.status === 'invalid' ? parsed.errors.closedOn : null;
    };
    expect(errorOf('2026-01-01 – 2026-12-31')).toBeNull();
    expect(errorOf('2026-01-01 – 2027-01-02')).toBe('day');
    expect(errorOf('2026-02-30')).toBe('day');
    const line = '2024-01-01 – 2024-12-31';
    expect(errorOf(`${line}\n`.repeat(75_000))).toBe('day');
    const far = Array.from({ length: 400 }, (_, year) => line.replaceAll('2024', String(2024 + year)));
    expect(errorOf(far.join('\n'))).toBe('day');
  });

  test('a country counts with a day, once, and only if there is such a country', () => {
    const errorOf = (softOptIn: string) => {
      const form = readSettingsForm({ ...settingsForm(settings, null, 'EUR'), softOptIn });
      const parsed = parseSettingsForm(form, { settings, smtp: null, currency: 'EUR' });
      return parsed.status === 'invalid' ? parsed.errors.softOptIn : parsed.parts.softOptInSince;
    };
    expect(errorOf('GB|2025-01-01\nFR|2026-02-01')).toEqual({ GB: '2025-01-01', FR: '2026-02-01' });
    expect(errorOf('')).toEqual({});
    for (const wrong of [
      'GB|',
      '|2025-01-01',
      'XX|2025-01-01',
      'GB|2025-02-30',
      'GB|2025-01-01\nGB|2026-01-01',
      '__proto__|2025-01-01',
    ])
      expect(errorOf(wrong)).toBe('country-day');
  });

  test('a smallest price is typed in the shop’s currency, with a point or a comma; left empty it is Carafe’s own', () => {
    const priceOf = (price: string, currency = 'EUR') => {
      const form = readSettingsForm({
        ...settingsForm(settings, null, currency),
        'warranty.minimumPrice': price,
      });
      const parsed = parseSettingsForm(form, { settings, smtp: null, currency });
      return parsed.status === 'valid'
        ? parsed.parts.warranty?.minimumUnitPriceMinor
        : parsed.errors['warranty.minimumPrice'];
    };
    expect([priceOf('49,90'), priceOf('49.9'), priceOf('80'), priceOf('0'), priceOf('')]).toEqual([
      4990,
      4990,
      8000,
      0,
      null,
    ]);
    expect(priceOf('5000', 'JPY')).toBe(5000);
    for (const wrong of ['-1', '1.000.000', 'fifty', '1000001', '1e9']) expect(priceOf(wrong)).toBe('amount');
    const stored = { ...settings, warranty: { minimumUnitPriceMinor: 4990, defaultMonths: 24 } };
    expect(settingsForm(stored, null, 'EUR')).toMatchObject({
      'warranty.minimumPrice': '49.90',
      'warranty.defaultMonths': '24',
    });
  });

  test('a kind goes by mail unless it is given to Flow, and by nothing else', () => {
    const parsedWith = (channel: string) =>
      parseSettingsForm(
        readSettingsForm({ ...settingsForm(settings, null, 'EUR'), 'channel.running-low': channel }),
        { settings, smtp: null, currency: 'EUR' },
      );
    expect(parsedWith('flow')).toMatchObject({ parts: { channelByKind: { 'running-low': 'flow' } } });
    expect(parsedWith('email')).toMatchObject({ parts: { channelByKind: {} } });
    expect(parsedWith('pigeon')).toMatchObject({ errors: { 'channel.running-low': 'invalid' } });
  });

  test('everything goes to the merchant until a day that there is', () => {
    const untilErrors = ['0000-00-00', '2026-13-01', '2026-02-29'].map((sendAllToUntil) => {
      const form = { ...settingsForm(settings, null, 'EUR'), sendAllTo: 'ada@shop.example', sendAllToUntil };
      const parsed = parseSettingsForm(form, { settings, smtp: null, currency: 'EUR' });
      return parsed.status === 'invalid' ? parsed.errors.sendAllToUntil : null;
    });
    expect(untilErrors).toEqual(['day', 'day', 'day']);
    const stored = readShopSettings({ sendAllTo: 'ada@shop.example', sendAllToUntil: '0000-00-00' });
    expect(redirectOf(stored, new Date('2026-06-01T10:00:00Z'), 'UTC')).toBe('ada@shop.example');
  });

  test('the stored password serves the very place that it was typed for', () => {
    const smtp = {
      host: 'mail.shop.example',
      port: 587,
      security: 'starttls',
      user: 'ada',
      password: 'hush',
    } as const;
    const passwordAt = (changed: object) => {
      const form = readSettingsForm({ ...settingsForm(settings, smtp, 'EUR'), ...changed });
      const parsed = parseSettingsForm(form, { settings, smtp, currency: 'EUR' });
      return parsed.status === 'valid' ? parsed.smtp?.password : parsed.errors['smtp.password'];
    };
    expect(passwordAt({})).toBe('hush');
    expect(passwordAt({ 'smtp.security': 'none' })).toBe('required');
    expect(passwordAt({ 'smtp.port': '25' })).toBe('required');
    expect(passwordAt({ 'smtp.host': 'mail.other.example' })).toBe('required');
  });

  test('a logo comes by https; one that was stored before that was asked hinders no other change', () => {
    const logo = 'http://shop.example/logo.png';
    const parsedWith = (brand: typeof settings.brand) =>
      parseSettingsForm(
        { ...settingsForm({ ...settings, brand }, null, 'EUR'), 'brand.logoUrl': logo },
        { settings: { ...settings, brand }, smtp: null, currency: 'EUR' },
      );
    expect(parsedWith(settings.brand)).toEqual({ status: 'invalid', errors: { 'brand.logoUrl': 'https' } });
    expect(parsedWith({ ...settings.brand, logoUrl: logo })).toMatchObject({ status: 'valid' });
  });

  test('each number is taken at its bounds and refused beyond them', () => {
    for (const [field, { from, to }] of Object.entries(settingBounds)) {
      if (field === 'smtp.port') continue;
      const refusedOf = (value: number) => {
        const form = { ...settingsForm(settings, null, 'EUR'), [field]: String(value) };
        const parsed = parseSettingsForm(form, { settings, smtp: null, currency: 'EUR' });
        return parsed.status === 'invalid' ? parsed.errors : {};
      };
      expect([refusedOf(from), refusedOf(to)]).toEqual([{}, {}]);
      expect([refusedOf(from - 1), refusedOf(to + 1)]).toEqual([{ [field]: 'range' }, { [field]: 'range' }]);
    }
  });

  test('the address of a logo names a host and nothing more', () => {
    const form = { ...settingsForm(settings, null, 'EUR'), 'brand.logoUrl': 'https://a;sandbox/x.png' };
    const parsed = parseSettingsForm(form, { settings, smtp: null, currency: 'EUR' });
    expect(parsed).toEqual({ status: 'invalid', errors: { 'brand.logoUrl': 'url' } });
    const policy = pageResponse('', { imageUrl: 'https://a;sandbox/x.png' }).headers.get(
      'Content-Security-Policy',
    );
    expect(policy).toContain("img-src 'none'");
    expect(policy).not.toContain('sandbox');
  });
});
