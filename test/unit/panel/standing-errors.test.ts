import { expect, test } from 'vitest';
import { standingErrors } from '~/components/settings/standing-errors';

test('an error goes when its own field changes, and comes back with what was refused', () => {
  const errors = { 'caps.perWeek': 'range', 'brand.accentColour': 'colour' };
  const refused = { 'caps.perWeek': '99', 'caps.perMonth': '8', 'brand.accentColour': 'green' };
  expect(standingErrors(errors, refused, refused)).toEqual(errors);
  expect(standingErrors(errors, refused, { ...refused, 'caps.perMonth': '9' })).toEqual(errors);
  expect(standingErrors(errors, refused, { ...refused, 'caps.perWeek': '3' })).toEqual({
    'brand.accentColour': 'colour',
  });
});

test('an error that follows from several fields goes when any of them changes', () => {
  const errors = { 'quiet.slot': 'slot-in-quiet', 'campaign.7': 'every-day' };
  const refused = {
    ...{ 'quiet.fromHour': '20', 'quiet.slot': '22:00' },
    ...{ 'campaign.3': true, 'campaign.7': true },
  };
  expect(standingErrors(errors, refused, { ...refused, 'quiet.fromHour': '23' })).toEqual({
    'campaign.7': 'every-day',
  });
  expect(standingErrors(errors, refused, { ...refused, 'campaign.3': false })).toEqual({
    'quiet.slot': 'slot-in-quiet',
  });
});
