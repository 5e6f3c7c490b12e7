import { describe, expect, test } from 'vitest';
import { redirectOf } from '~/base/settings/send-all-to';
import { readShopSettings } from '~/base/settings/shop-settings';
import { pageResponse } from '~/care/answers/page-response.server';
import { parseSettingsForm, readSettingsForm, settingsForm } from '~/office/pages/settings/settings-form';

const settings = readShopSettings({});

describe('the settings form', () => {
  test('what is stored goes through the form and back unchanged', () => {
    const parsed = parseSettingsForm(settingsForm(settings, null), { settings, smtp: null });
    expect(parsed).toMatchObject({ status: 'valid', smtp: null });
    if (parsed.status === 'valid') expect({ ...settings, ...parsed.parts }).toEqual(settings);
  });

  test('quiet hours over midnight and within a day both refuse a usual time inside them', () => {
    const errorsFor = (from: string, until: string, slot: string) => {
      const form = {
        ...settingsForm(settings, null),
        'quiet.fromHour': from,
        'quiet.untilHour': until,
        'quiet.slot': slot,
      };
      const parsed = parseSettingsForm(form, { settings, smtp: null });
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
    const form = { ...settingsForm(verified, null), 'sender.email': 'a@two.example' };
    const parsed = parseSettingsForm(form, { settings: verified, smtp: null });
    expect(parsed).toMatchObject({ status: 'valid', parts: { sender: { domainVerified: false } } });
  });

  test('days closed are refused beyond a year of them, whatever is sent', () => {
    const errorOf = (closedOn: string) => {
      const form = readSettingsForm({ ...settingsForm(settings, null), closedOn });
      const parsed = parseSettingsForm(form, { settings, smtp: null });
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

  test('everything goes to the merchant until a day that there is', () => {
    const untilErrors = ['0000-00-00', '2026-13-01', '2026-02-29'].map((sendAllToUntil) => {
      const form = { ...settingsForm(settings, null), sendAllTo: 'ada@shop.example', sendAllToUntil };
      const parsed = parseSettingsForm(form, { settings, smtp: null });
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
      const form = readSettingsForm({ ...settingsForm(settings, smtp), ...changed });
      const parsed = parseSettingsForm(form, { settings, smtp });
      return parsed.status === 'valid' ? parsed.smtp?.password : parsed.errors['smtp.password'];
    };
    expect(passwordAt({})).toBe('hush');
    expect(passwordAt({ 'smtp.security': 'none' })).toBe('required');
    expect(passwordAt({ 'smtp.port': '25' })).toBe('required');
    expect(passwordAt({ 'smtp.host': 'mail.other.example' })).toBe('required');
  });

  test('the address of a logo names a host and nothing more', () => {
    const form = { ...settingsForm(settings, null), 'brand.logoUrl': 'https://a;sandbox/x.png' };
    const parsed = parseSettingsForm(form, { settings, smtp: null });
    expect(parsed).toEqual({ status: 'invalid', errors: { 'brand.logoUrl': 'url' } });
    const policy = pageResponse('', { imageUrl: 'https://a;sandbox/x.png' }).headers.get(
      'Content-Security-Policy',
    );
    expect(policy).toContain("img-src 'none'");
    expect(policy).not.toContain('sandbox');
  });
});
