import { expect, it } from 'vitest';
import { panelVoice } from '~/base/strings/panel-voice';
import { type WeekAhead, weekAbout } from '~/components/home/week-about';

const voice = panelVoice({
  locale: 'en',
  countryCode: 'GB',
  timeZone: 'Europe/London',
  currency: 'GBP',
  today: '2026-12-01',
});
const words = voice.s.home.week;
const at = new Date('2026-12-01T09:00:00Z');
const week: WeekAhead['week'] = [
  { on: '2026-12-01', kinds: [{ kind: 'thank-you', count: 2, waiting: 1 }] },
  { on: '2026-12-02', kinds: [] },
];
const said = (pauses: Partial<WeekAhead['pauses']>, change: Partial<WeekAhead> = {}) =>
  weekAbout(
    { week, learning: false, pauses: { all: null, kinds: [], countries: [], ...pauses }, ...change },
    voice,
  );

it('the week says that nothing leaves of it while all of it, or a kind of it, is paused', () => {
  expect(said({})).toBe(words.about);
  expect(said({ all: { at, by: 'Ada', reason: null } })).toBe(words.allPaused);
  expect(said({ kinds: [{ kind: 'thank-you', at, by: 'Ada' }] })).toBe(
    `${words.about} ${words.kindsPaused(voice.s.kinds['thank-you'])}`,
  );
  expect(said({ kinds: [{ kind: 'running-low', at, by: 'Ada' }] })).toBe(words.about);
  expect(said({ all: { at, by: 'Ada', reason: null } }, { week: [] })).toBe(words.empty);
});
