import { describe, expect, it } from 'vitest';
import { renderWorker, type WorkerAnswer } from '~/outreach/templates/render-worker';
import { contentClass } from '~/outreach/templates/text/content-class';
import { frameTags } from '~/outreach/templates/text/frame-tags';
import { lostTags } from '~/outreach/templates/text/lost-tags';
import { lostWords } from '~/outreach/templates/text/lost-words';
import { growth } from '../../support/growth';

const nothing = { subject: '', preheader: '', body: '', text: '' };

describe('words that are long take time that grows with their length', () => {
  const read = (make: (size: number) => string) => (size: number) =>
    void contentClass({ ...nothing, body: make(size) });

  it.each([
    ['digits', (size: number) => '1'.repeat(size)],
    ['prices without a currency', (size: number) => '1,'.repeat(size)],
    ['shares of nothing', (size: number) => '1 % pay. 2,'.repeat(size / 10)],
    ['tags that nothing closes', (size: number) => '{%'.repeat(size)],
    ['outputs that nothing closes', (size: number) => '{{'.repeat(size)],
    ['tags that another sign closes', (size: number) => `${'{%'.repeat(size)}}}`],
    ['attributes', (size: number) => 'style="'.repeat(size)],
    ['elements that nothing closes', (size: number) => '<a alt="'.repeat(size)],
    ['a long name of an element that nothing closes', (size: number) => `<${'a'.repeat(size)} b`],
    ['quotes in outputs', (size: number) => `{{${`"a`.repeat(size)}}}`],
    ['quotes in tags', (size: number) => `{%${`'a`.repeat(size)}%}`],
    ['filters that nothing follows', (size: number) => `{{${'| '.repeat(size)}}}`],
    ['one element that nothing closes', (size: number) => `<a ${'alt="'.repeat(size)}>`],
    ['entities', (size: number) => '&#1&euro'.repeat(size)],
    ['blanks', (size: number) => `x${' '.repeat(size)}x`],
    ['empty lines', (size: number) => '\n \n'.repeat(size)],
    ['letters', (size: number) => 'a'.repeat(size)],
    ['capitals', (size: number) => 'SAVE'.repeat(size)],
    ['letters and digits', (size: number) => 'A1'.repeat(size)],
    ['addresses', (size: number) => '.aa/aa'.repeat(size)],
    ['quotes before addresses', (size: number) => '"/'.repeat(size)],
    ['buttons', (size: number) => '<mj-button>'.repeat(size)],
    ['labels of buttons', (size: number) => '\u25B8a'.repeat(size)],
    ['verbs after what they buy', (size: number) => 'keine neue a kaufen '.repeat(size / 20)],
    ['verbs without their ends', (size: number) => 'jetzt hier order code: use add a '.repeat(size / 20)],
  ])('when their class is asked: %s', (_, make) => {
    expect(growth(read(make), 20_000)).toBeLessThan(8);
  });

  it.each([
    ['elements and tags', (size: number) => '<a'.repeat(size) + '{%if a%}{%endif%}'.repeat(size)],
    ['closed elements and tags', (size: number) => '<a>{%if a%}'.repeat(size)],
    ['tags between blocks', (size: number) => '</mj-text>{%if a%}\n'.repeat(size)],
    ['tags that nothing closes', (size: number) => '{%a'.repeat(size)],
    ['one long tag that nothing closes', (size: number) => `{%${'a'.repeat(size)}`],
    ['tags that end on another line', (size: number) => `${'{%a'.repeat(size)}\n%}`],
  ])('when lost tags are looked for: %s', (_, make) => {
    expect(growth((size) => void lostTags(make(size)), 10_000)).toBeLessThan(8);
  });

  it.each([
    ['words between blocks', (size: number) => '</mj-text>words\n'.repeat(size)],
    ['elements that nothing closes', (size: number) => '<a'.repeat(size)],
    ['outputs that nothing closes', (size: number) => '{{'.repeat(size)],
    ['outputs', (size: number) => '{{a}}'.repeat(size)],
    ['comments that nothing closes', (size: number) => '<!--'.repeat(size)],
    ['comments', (size: number) => '<!---->\n'.repeat(size)],
    ['tags that nothing closes', (size: number) => '{%'.repeat(size)],
  ])('when lost words are looked for: %s', (_, make) => {
    expect(growth((size) => void lostWords(make(size)), 10_000)).toBeLessThan(8);
  });

  it.each([
    ['tags', (size: number) => '<mjml>\n'.repeat(size)],
    ['comments', (size: number) => '<!---->'.repeat(size)],
    ['comments that nothing closes', (size: number) => '<!--'.repeat(size)],
    ['beginnings', (size: number) => '<mj-'.repeat(size)],
  ])('when the frame of a document is looked for: %s', (_, make) => {
    expect(growth((size) => void frameTags(make(size)), 10_000)).toBeLessThan(8);
  });

  it('when blanks stand inside of a line', () => {
    const rendered = (size: number) => void textOf(`x${' '.repeat(size)}x`);
    expect(growth(rendered, 20_000)).toBeLessThan(8);
  });
});

describe('what is found in words', () => {
  const found = (body: string) => contentClass({ ...nothing, body }).findings;

  it('is a price with all its digits', () => {
    expect(found('Only 1.249,50 € today')).toEqual([{ found: 'price', text: '1.249,50 €' }]);
    expect(found(`${'1'.repeat(200)} EUR`)[0]?.found).toBe('price');
  });

  it('is nothing that Liquid alone says, and whatever nothing closes', () => {
    expect(found('{% if a == "5 %" %}{{ "10 EUR" }}words{% endif %}')).toEqual([]);
    expect(found('{{ a {% 10 % off')[0]?.found).toBe('offer');
    expect(found('{% a }} 10 EUR')[0]?.found).toBe('price');
  });
});

describe('Liquid that MJML would drop', () => {
  it('is told by its line: between blocks, not inside of one', () => {
    const body =
      '<mj-text>{% if a %}one{% endif %}</mj-text>\n{% if b %}\n<mj-text>two</mj-text>\n{%- endif -%}';
    expect(lostTags(body)).toEqual([
      { tag: '{% if b %}', line: 2 },
      { tag: '{%- endif -%}', line: 4 },
    ]);
  });

  it('is none within an element, after one of HTML, or in mj-raw', () => {
    const inside = '<mj-text><a href="{% if a %}x{% endif %}">b<br/>{% if c %}d{% endif %}</a></mj-text>';
    expect(lostTags(`${inside}<mj-raw>{% if e %}</mj-raw>`)).toEqual([]);
    expect(lostTags('<mj-section>{% if a %}')).toEqual([{ tag: '{% if a %}', line: 1 }]);
  });
});

describe('words that MJML would drop', () => {
  it('are told by the line they begin on: before, between and after blocks', () => {
    const body =
      'Hello\n<mj-text>one</mj-text>\n\n  two\n  three\n<mj-divider/>{{ item.title }}\n<mj-image src="x"/>four';
    expect(lostWords(body)).toEqual([
      { words: 'Hello', line: 1 },
      { words: 'two\n  three', line: 4 },
      { words: '{{ item.title }}', line: 6 },
      { words: 'four', line: 7 },
    ]);
    expect(lostWords('no block at all')).toEqual([{ words: 'no block at all', line: 1 }]);
    expect(lostWords('<mj-wrapper>\nin a frame</mj-wrapper>')).toEqual([{ words: 'in a frame', line: 2 }]);
  });

  it('are none inside of a block, in mj-raw, in a comment, or said by a tag', () => {
    const kept = [
      '<mj-text>a <b>c</b> d<br/>e {{ "x > y" }}</mj-text>',
      '<mj-raw>{% if a > b %}words{% endif %}</mj-raw>',
      '<!-- words <mj-text> words -->',
      '{% if a %}',
      '<mj-section padding="{{ a > b }}">\n</mj-section>',
      '<mj-social><mj-social-element href="x">Follow us</mj-social-element></mj-social>',
      '<mj-accordion><mj-accordion-element><mj-accordion-title>Why</mj-accordion-title></mj-accordion-element></mj-accordion>',
      '<mj-navbar><mj-navbar-link href="x">Shop</mj-navbar-link></mj-navbar>',
    ];
    expect(lostWords(kept.join('\n'))).toEqual([]);
  });
});

describe('the plain text of a mail', () => {
  it('has no blanks at line ends and never two empty lines', () => {
    expect(textOf('a \t\r\nb  c\n\n\n\n  d  ')).toBe('a\nb  c\n\n  d\n');
  });
});

/** The text part as the render thread fills it, with engines that hand it through. */
function textOf(text: string): string {
  let ask: (task: unknown) => void = () => undefined;
  let answer: WorkerAnswer | null = null;
  class Through {
    parse(source: string): unknown[] {
      return [source];
    }
    analyzeSync(): { globals: Record<string, never> } {
      return { globals: {} };
    }
    renderSync(template: unknown[]): string {
      return template.join('');
    }
    registerFilter(): void {}
  }
  const port = {
    on: (_: string, listener: (task: unknown) => void) => {
      ask = listener;
    },
    postMessage: (given: WorkerAnswer) => {
      answer = given;
    },
  };
  renderWorker({
    port: port as never,
    Liquid: Through,
    mjml: async () => ({ html: '', errors: [] }),
    wallMs: () => 0,
    setClock: () => {},
  });
  ask({ id: 1, task: 'render', key: 'k', parts: { subject: 's', preheader: '', html: '', text }, scope: {} });
  const given = answer as WorkerAnswer | null;
  return given && 'rendered' in given ? given.rendered.text : '';
}
