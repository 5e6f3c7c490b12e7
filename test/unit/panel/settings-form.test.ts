import { describe, expect, test } from 'vitest';
import { readShopSettings } from '~/base/settings/shop-settings';
import { parseSettingsForm, readSettingsForm, settingsForm } from '~/office/pages/settings-form';

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
});
