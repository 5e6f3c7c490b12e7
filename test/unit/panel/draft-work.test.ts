import { describe, expect, test } from 'vitest';
import {
  beginWork,
  changeField,
  discardWork,
  finishWork,
  hearOthers,
  hearPage,
  isDirty,
  keptOf,
  restoreWork,
  settleWork,
  takeBackWork,
} from '~/components/frame/draft-work';

const stored = { name: 'Ada', city: 'Bergen', password: '' };
const begun = beginWork(stored);
/** A name was typed and sent. */
const sent = changeField(begun, 'name', 'Ada L');

describe('a form that was sent', () => {
  test('says what is stored, once it is', () => {
    const settled = settleWork(sent, { sent });
    expect(settled).toMatchObject({ form: { name: 'Ada L' }, stored: { name: 'Ada L' } });
    expect(isDirty(settled)).toBe(false);
    expect(keptOf(settled, [])).toBeNull();
  });

  test('holds what was typed while it was on its way as a further change, which is kept', () => {
    const later = changeField(changeField(sent, 'name', 'Ada Lovelace'), 'city', 'Oslo');
    const settled = settleWork(later, { sent });
    expect(settled.form).toEqual({ name: 'Ada Lovelace', city: 'Oslo', password: '' });
    expect(settled.openedWith).toEqual({ name: 'Ada L', city: 'Bergen', password: '' });
    expect(isDirty(settled)).toBe(true);
    expect(keptOf(settled, [])?.form).toMatchObject({ name: 'Ada Lovelace', city: 'Oslo' });
    expect(discardWork(settled).form).toEqual({ ...stored, name: 'Ada L' });
  });

  test('is stored otherwise than it was sent where that is known', () => {
    const settled = settleWork(changeField(sent, 'name', 'Ada Lovelace'), {
      sent,
      now: { city: 'Oslo' },
    });
    expect(settled.form).toMatchObject({ name: 'Ada Lovelace', city: 'Oslo' });
  });

  test('shows its secrets no more, unless another was typed since', () => {
    const secret = ['password'] as const;
    const asked = changeField(sent, 'password', 'first');
    expect(settleWork(asked, { sent: asked, secret }).form.password).toBe('');
    const typed = changeField(asked, 'password', 'second');
    const settled = settleWork(typed, { sent: asked, secret });
    expect(settled.form.password).toBe('second');
    expect(JSON.stringify(keptOf(changeField(settled, 'city', 'Oslo'), secret))).not.toMatch(/first|second/);
    // A secret alone leaves nothing to open the form again for.
    expect(keptOf(settled, secret)).toBeNull();
  });

  test('shows what a colleague made of another field meanwhile', () => {
    const heard = hearPage(sent, { ...stored, city: 'Oslo' });
    const settled = settleWork(heard, { sent });
    expect(settled.form).toMatchObject({ name: 'Ada L', city: 'Oslo' });
    expect(isDirty(settled)).toBe(false);
    const typed = settleWork(changeField(heard, 'city', 'Rome'), { sent });
    expect(typed).toMatchObject({ form: { city: 'Rome' }, stored: { name: 'Ada L', city: 'Oslo' } });
  });

  test('and taken back by hand while it was on its way stands as that', () => {
    const settled = settleWork(changeField(sent, 'name', 'Ada'), { sent });
    expect(settled).toMatchObject({ form: { name: 'Ada' }, stored: { name: 'Ada L' } });
  });

  test('and asks for something new is empty for the next, unless it was typed in', () => {
    expect(finishWork(sent, sent.form).form).toEqual(stored);
    const later = changeField(sent, 'city', 'Oslo');
    expect(finishWork(later, sent.form)).toBe(later);
  });
});

describe('what was sent and then taken back', () => {
  const settled = settleWork(sent, { sent });
  const undo = { form: sent.form, openedWith: stored };

  test('stands as it did before, though the page says nothing new of it', () => {
    // The page was not loaded again since: what it says is what it said at first.
    const undone = hearPage(takeBackWork(settled, undo), stored);
    expect(undone).toMatchObject({ form: stored, stored, openedWith: stored });
    expect(isDirty(undone)).toBe(false);
  });

  test('leaves what was typed since, in the same field or in another', () => {
    const further = takeBackWork(changeField(settled, 'name', 'Eva'), undo);
    expect(further).toMatchObject({
      form: { name: 'Eva' },
      stored: { name: 'Ada' },
      openedWith: { name: 'Ada' },
    });
    const other = takeBackWork(changeField(settled, 'city', 'Oslo'), undo);
    expect(other.form).toMatchObject({ name: 'Ada', city: 'Oslo' });
    expect(discardWork(other).form).toEqual(stored);
  });

  test('leaves what a colleague has stored in its place since', () => {
    const theirs = hearPage(settled, { ...stored, name: 'Eva' });
    expect(takeBackWork(theirs, undo)).toMatchObject({ form: { name: 'Eva' }, stored: { name: 'Eva' } });
  });
});

describe('what the page says is stored', () => {
  test('is no news while it says the same, in however new an object', () => {
    expect(hearPage(begun, { ...stored })).toBe(begun);
    const settled = settleWork(sent, { sent });
    // The page was not loaded again since.
    expect(hearPage(settled, { ...stored })).toBe(settled);
  });

  test('is shown when it is another value, but not over what is typed', () => {
    const now = { ...stored, city: 'Oslo' };
    expect(hearPage(begun, now)).toMatchObject({ form: now, stored: now, openedWith: now });
    const theirs = { ...now, name: 'Eva' };
    expect(hearPage(sent, theirs)).toMatchObject({
      form: { ...now, name: 'Ada L' },
      stored: theirs,
      openedWith: { ...now, name: 'Ada' },
    });
    const settled = settleWork(sent, { sent });
    expect(hearPage(settled, { ...now, name: 'Ada L' }).form).toEqual({ ...now, name: 'Ada L' });
  });

  test('leaves nothing of a form open whose own change is taken back by hand', () => {
    const back = changeField(hearPage(sent, { ...stored, city: 'Oslo' }), 'name', 'Ada');
    expect(back.form).toEqual({ ...stored, city: 'Oslo' });
    expect(isDirty(back)).toBe(false);
  });

  test('stays away from all that is one with what is typed, and from nothing else', () => {
    const server = { 'smtp.host': 'a.example', 'smtp.user': '', name: 'Ada' };
    const theirs = { 'smtp.host': 'b.example', 'smtp.user': 'eva', name: 'Eva' };
    const typed = changeField(beginWork(server), 'smtp.user', 'ada');
    const heard = hearPage(typed, theirs, 'smtp.');
    expect(heard.form).toEqual({ ...typed.form, name: 'Eva' });
    expect(heard.openedWith).toEqual({ ...server, name: 'Eva' });
    const elsewhere = changeField(beginWork(server), 'name', 'Ada L');
    expect(hearPage(elsewhere, theirs, 'smtp.').form).toEqual({ ...theirs, name: 'Ada L' });
    expect(hearPage(typed, theirs, '')).toMatchObject({ form: typed.form, openedWith: server });
  });

  test('takes fields that are gone out of a form that is typed in, and new ones in', () => {
    const units = changeField(beginWork<Record<string, string>>({ small: '1', large: '4' }), 'small', '2');
    const heard = hearPage(units, { small: '1', huge: '9' });
    expect(heard.form).toEqual({ small: '2', huge: '9' });
    expect(isDirty(hearPage(beginWork<Record<string, string>>({}), { small: '1' }))).toBe(false);
  });
});

describe('what was kept', () => {
  const kept = keptOf(hearOthers(sent, { name: 'Eva' }), []);

  test('comes back with what it began with', () => {
    expect(restoreWork(begun, kept)).toMatchObject({
      form: sent.form,
      openedWith: { ...stored, name: 'Eva' },
      restored: true,
    });
  });

  test('leaves alone what was not typed: another window may have stored it otherwise since', () => {
    const elsewhere = { ...stored, city: 'Oslo' };
    const restored = restoreWork(beginWork(elsewhere), kept);
    expect(restored).toMatchObject({
      form: { ...elsewhere, name: 'Ada L' },
      openedWith: { ...elsewhere, name: 'Eva' },
    });
    expect(discardWork(restored).form).toEqual(elsewhere);
    // What was typed stands there by now, and the rest is not ours to say.
    const same = beginWork({ ...elsewhere, name: 'Ada L' });
    expect(restoreWork(same, kept)).toBe(same);
  });

  test('comes back whole where its fields are one text, with what it was written upon', () => {
    const restored = restoreWork(beginWork({ ...stored, city: 'Oslo' }), kept, '');
    expect(restored).toMatchObject({ form: sent.form, openedWith: { ...stored, name: 'Eva' } });
  });

  test('is nothing where it says what is stored, or is no form', () => {
    expect(restoreWork(beginWork(sent.form), kept)).toMatchObject({ restored: false });
    for (const nonsense of [null, {}, { form: sent.form }, 'text', { form: { name: 7 }, openedWith: {} }])
      expect(restoreWork(begun, nonsense)).toBe(begun);
  });
});
