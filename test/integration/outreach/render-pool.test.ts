import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, describe, expect, it } from 'vitest';
import { closeRenderer, renderParts } from '~/outreach/templates/render-pool.server';

afterAll(closeRenderer);

const saying = (text: string) => ({ subject: 'Hello', preheader: '', html: '<p></p>', text });
/** Each is compared with all before it, inside one filter, where Liquid looks at no clock: only the thread's own limit ends it. */
const many = Array.from({ length: 100_000 }, (_, nr) => nr);
const textOf = async (key: string, text: string, scope: object = {}) => {
  const answer = await renderParts(key, saying(text), scope);
  return 'rendered' in answer ? answer.rendered.text.trim() : answer.failed.message;
};

describe('the thread that fills templates', () => {
  it('gives each of many at once its own words, in a thread that knows the template and in one that does not', async () => {
    for (const round of ['new', 'known']) {
      const names = Array.from({ length: 50 }, (_, nr) => `${round}-${nr}`);
      const texts = await Promise.all(names.map((name) => textOf('greeting', 'Dear {{ name }}', { name })));
      expect(texts).toEqual(names.map((name) => `Dear ${name}`));
    }
  });

  it('fails the one that breaks the thread, and none that lay ready behind it', async () => {
    const before = textOf('before', 'before');
    const bad = textOf('bad', '{{ many | where_exp: "one", "many contains one" | size }}', { many });
    const behind = Array.from({ length: 20 }, (_, nr) => textOf('behind', 'Dear {{ nr }}', { nr }));
    expect(await before).toBe('before');
    expect(await bad).toContain('takes too long');
    expect(await Promise.all(behind)).toEqual(Array.from({ length: 20 }, (_, nr) => `Dear ${nr}`));
  });

  it('fills a template that the thread has forgotten since', async () => {
    expect(await textOf('first', 'I am still here')).toBe('I am still here');
    // These are parsed and push others out, but none is ever filled.
    for (let nr = 0; nr < 210; nr++) await textOf(`unfit-${nr}`, "{% include 'nothing' %}");
    expect(await textOf('first', 'I am still here')).toBe('I am still here');
  });

  it('blames no template for a machine that stood still', async () => {
    const halts = spawn('sh', [
      '-c',
      `for nr in 1 2 3 4 5 6; do sleep 0.2; kill -STOP ${process.pid}; sleep 0.6; kill -CONT ${process.pid}; done`,
    ]);
    const over = once(halts, 'exit');
    const said = new Set<string>();
    while (halts.exitCode === null)
      said.add(
        await textOf('long', '{% for one in many %}{{ one }}{% endfor %}', { many: many.slice(0, 3_000) }),
      );
    await over;
    expect([...said].map((text) => text.slice(0, 40))).toEqual([many.slice(0, 3_000).join('').slice(0, 40)]);
  });
});
