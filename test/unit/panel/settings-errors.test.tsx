import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import { readShopSettings } from '~/base/settings/shop-settings';
import type { PanelLocale } from '~/base/strings/panel';
import { ClosedDaysSection } from '~/components/settings/more-settings';
import {
  CapsSection,
  NeverSection,
  ReminderSection,
  type SectionProps,
} from '~/components/settings/settings-sections';
import { SmtpFields } from '~/components/settings/smtp-section';
import { type SettingsForm, settingsForm } from '~/office/pages/settings/settings-form';
import { renderInPanel } from '../../support/panel/render-in-panel';

// A fetcher wants a router around the page.
vi.mock('@remix-run/react', async (actual) => ({
  ...(await actual<typeof import('@remix-run/react')>()),
  useFetcher: () => ({ state: 'idle' }),
}));

test('a number that is out of bounds is told what they are', () => {
  const caps = (locale: PanelLocale) =>
    render(locale, <CapsSection {...refused({ 'caps.perWeek': '99' }, { 'caps.perWeek': 'range' })} />);
  expect(caps('en')).toContain('Enter a number from 1 to 7.');
  expect(caps('de')).toContain('Geben Sie eine Zahl von 1 bis 7 ein.');
});

test('a setting says what it does, what is usual and how far it goes, and the error says so too', () => {
  const wrong = { 'runningLow.minimumPercent': '99', 'runningLow.minimumCycleDays': '3' };
  const reminder = (locale: PanelLocale) =>
    render(
      locale,
      <ReminderSection
        {...refused(wrong, { 'runningLow.minimumPercent': 'range', 'runningLow.minimumCycleDays': 'range' })}
      />,
    );
  const english = reminder('en');
  expect(english).toContain('Between 5 and 90; usually 25.');
  expect(english).toContain('Enter a number from 5 to 90.');
  expect(english).toContain('Between 7 and 60; usually 14.');
  expect(english).toContain('Enter a number from 7 to 60.');
  expect(reminder('de')).toContain('Zwischen 5 und 90; üblich sind 25.');
  const never = render('en', <NeverSection {...refused({}, { neverTags: 'long' })} />);
  expect(never).toContain('Usually wholesale, staff.');
  expect(never).toContain('At most 100 tags');
  expect(never).toContain('Customers who ordered for a company');
});

test.each([
  ['tls', 'usually 465.', 'üblich sind 465.'],
  ['starttls', 'usually 587.', 'üblich sind 587.'],
  ['none', 'usually 25.', 'üblich sind 25.'],
] as const)('the usual port of a mail server goes with its encryption: %s', (security, english, german) => {
  const fields = (locale: PanelLocale) => {
    const props = refused({ 'smtp.own': true, 'smtp.security': security }, {});
    const page = (
      <SmtpFields {...props} hasPassword={false} installationRelay={false} mailServer="untested" />
    );
    return render(locale, page);
  };
  expect(fields('en')).toContain(`Between 1 and 65,535; ${english}`);
  expect(fields('de')).toContain(`Zwischen 1 und 65.535; ${german}`);
});

test('of closed days the wrong line is named, until it is mended', () => {
  const closed = (closedOn: string) =>
    render('en', <ClosedDaysSection {...refused({ closedOn }, { closedOn: 'day' })} holidays={british} />);
  expect(closed('2026-12-24\n2026-13-45')).toContain('Line 2 is no day');
  expect(closed('2026-12-24\n\n2026-12-26 to 2026-12-25')).toContain('Line 3 is no day');
  expect(closed('2026-01-01 to 2027-12-31')).toContain('more than 366 days');
  expect(closed('2026-12-24')).not.toMatch(/is no day|more than/);
});

test('public holidays that are no closed days yet are offered, where the days can be read', () => {
  const closed = (closedOn: string, locale: PanelLocale = 'en') =>
    render(locale, <ClosedDaysSection {...refused({ closedOn }, {})} holidays={british} />);
  expect(closed('')).toContain('Add the next 2 public holidays (United Kingdom)');
  expect(closed('2026-12-20 to 2026-12-26')).toContain('Add the next public holiday (United Kingdom)');
  expect(closed('', 'de')).toContain('Die nächsten 2 Feiertage hinzufügen (Vereinigtes Königreich)');
  expect(closed('2026-12-25\n2027-01-01')).not.toContain('holiday of');
  expect(closed('Christmas')).not.toContain('holiday');
});

test('a field that somebody else has changed meanwhile is told with what stands there now', () => {
  const closed = (locale: PanelLocale, theirs: string) => {
    const { draft, errors } = refused({ closedOn: '2026-12-24' }, { closedOn: 'changed' });
    const openedWith = { ...draft.openedWith, closedOn: theirs };
    return render(
      locale,
      <ClosedDaysSection draft={{ ...draft, openedWith }} errors={errors} holidays={british} />,
    );
  };
  expect(closed('en', '2026-12-25')).toContain('Meanwhile changed by somebody else to “2026-12-25”.');
  expect(closed('de', '2026-12-25')).toContain('Inzwischen hat das jemand anders auf „2026-12-25“ geändert.');
  expect(closed('en', '')).toContain('Emptied by somebody else meanwhile.');
});

const british = { countryCode: 'GB', days: ['2026-12-25', '2027-01-01'] };

function refused(change: Partial<SettingsForm>, errors: SectionProps['errors']): SectionProps {
  const form = { ...settingsForm(readShopSettings({}), null, 'EUR'), ...change };
  const draft = {
    form,
    stored: form,
    openedWith: form,
    dirty: true,
    set: () => {},
  } as unknown as SectionProps['draft'];
  return { draft, errors };
}

function render(locale: PanelLocale, content: ReactNode): string {
  return renderInPanel(content, { locale, today: '2026-06-02' });
}
