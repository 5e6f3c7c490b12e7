import { describe, expect, it } from 'vitest';
import { wordsOfKind } from '~/outreach/kinds/words-of-kind';
import { renderWorker, type WorkerAnswer } from '~/outreach/templates/render-worker';
import { contentClass } from '~/outreach/templates/text/content-class';
import { cutLiquid } from '~/outreach/templates/text/cut-liquid';
import { frameTags } from '~/outreach/templates/text/frame-tags';
import { lostTags } from '~/outreach/templates/text/lost-tags';
import { lostWords } from '~/outreach/templates/text/lost-words';
import { wrongTags } from '~/outreach/templates/text/wrong-nesting';
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

  it.each([
    ['tags that nothing closes', (size: number) => '<mj-text>\n'.repeat(size)],
    ['columns in columns', (size: number) => '<mj-column>'.repeat(size) + '</mj-column>'.repeat(size)],
    ['tags that close nothing', (size: number) => '</mj-text>\n'.repeat(size)],
    [
      'columns that the end of something else closes',
      (size: number) => `<mj-section>${'<mj-column>'.repeat(size)}${'</mj-section>'.repeat(size)}`,
    ],
    ['beginnings', (size: number) => '<mj-'.repeat(size)],
    ['quotes', (size: number) => '<mj-text a="'.repeat(size)],
    ['brackets in quotes', (size: number) => `<mj-text a="${'<'.repeat(size)}">`],
    ['attributes', (size: number) => `<mj-text ${'a="<" '.repeat(size)}>`],
    ['blanks in a tag', (size: number) => `<mj-text${' '.repeat(size)}`],
    ['comments that nothing closes', (size: number) => '<!--'.repeat(size)],
    ['elements that nothing closes', (size: number) => `<mj-text>${'<a'.repeat(size)}`],
    ['open elements', (size: number) => `<mj-text>${'<a>'.repeat(size)}${'</b>'.repeat(size)}`],
    ['open elements in many blocks', (size: number) => '<mj-text>{%a%}<a></mj-text>'.repeat(size)],
    ['tags in elements', (size: number) => `<mj-text><a ${'{% '.repeat(size)}%}<b`],
    ['blanks in tags in elements', (size: number) => `<mj-text><a {%${' '.repeat(size)}%}<b`],
    ['quotes in elements', (size: number) => `<mj-text>${'<a b="'.repeat(size)}`],
    ['stray quotes', (size: number) => `<mj-text><a ${'"'.repeat(size)}{%a%}>`],
    ['outputs', (size: number) => `<mj-text><a ${'{{a}}'.repeat(size)}{{`],
  ])('when the nesting of tags is looked at: %s', (_, make) => {
    expect(growth((size) => void wrongTags(make(size)), 10_000)).toBeLessThan(8);
  });

  it.each([
    ['outputs', (size: number) => '{{a}}\n'.repeat(size)],
    ['quotes', (size: number) => `{{${'"a" '.repeat(size)}}}`],
    ['quotes without an end', (size: number) => `{{${`"'`.repeat(size)}}}`],
    ['an output without an end', (size: number) => `{{${'a '.repeat(size)}`],
    ['blanks', (size: number) => `{%${' '.repeat(size)}`],
    ['blanks in many tags', (size: number) => `{%${' '.repeat(9)}%}`.repeat(size)],
    ['raw words', (size: number) => '{% raw %}{% endraw %}'.repeat(size)],
    ['raw words without an end', (size: number) => '{% raw %}endraw'.repeat(size)],
  ])('when Liquid without an end is looked for: %s', (_, make) => {
    expect(growth((size) => void cutLiquid(make(size)), 10_000)).toBeLessThan(8);
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

describe('tags of MJML that are not nested rightly', () => {
  const told = (body: string) => wrongTags(body).map(({ fault, tag, line }) => `${line} ${fault} ${tag}`);

  it('are told by the line of the one that was left open', () => {
    expect(told('<mj-text>one\n\n<mj-text>two</mj-text>')).toEqual(['1 unclosed <mj-text>']);
    expect(told('<mj-text>one</mj-text>\n<mj-text>two')).toEqual(['2 unclosed <mj-text>']);
    expect(told('<mj-section>\n<mj-column>\n</mj-section>')).toEqual(['2 unclosed <mj-column>']);
    expect(told('<mj-image src="x">\n<mj-text>one</mj-text>')).toEqual(['1 unclosed <mj-image>']);
    expect(told('<MJ-Text>one\n<mj-divider/></mj-text>')).toEqual(['1 unclosed <mj-text>']);
  });

  it('are told once each where two are crossed or stand within each other', () => {
    expect(told('<mj-section><mj-column>\n</mj-section>\n</mj-column>')).toEqual(['1 unclosed <mj-column>']);
    expect(told('<mj-text>\n<mj-text>a</mj-text></mj-text>')).toEqual(['1 unclosed <mj-text>']);
    expect(told('\n</mj-text><mj-text>a</mj-text>')).toEqual(['2 stray </mj-text>']);
  });

  it('are told as not finished where a tag or its quotes have no end, and as open where a comment has none', () => {
    expect(told('<mj-text>a</mj-text')).toEqual(['1 unfinished </mj-text>']);
    expect(told('<mj-text>a</mj-text>\n<mj-text')).toEqual(['2 unfinished <mj-text>']);
    expect(told('<mj-text>a</mj-text>\n<mj-text align="left>b</mj-text>')).toEqual([
      '2 unfinished <mj-text>',
    ]);
    expect(told('<mj-text>a</mj-text>\n<!-- b')).toEqual(['2 unclosed <!--']);
  });

  it('are told as not finished where they end in a tag that follows', () => {
    const next = '<mj-text align="right">c</mj-text>';
    expect(told(`${next}\n<mj-text\nb</mj-text>`)).toEqual(['2 unfinished <mj-text>']);
    expect(told(`<mj-text>b</mj-text\n${next}`)).toEqual(['1 unfinished </mj-text>']);
    expect(told(`<mj-text\nalign="left>b</mj-text>\n${next}`)).toEqual(['1 unfinished <mj-text>']);
    expect(told(`${next}\n<mj-image alt='x src="y"/>\n<mj-image alt='z'/>`)).toEqual([
      '2 unfinished <mj-image>',
    ]);
  });

  it.each([
    ['a tag without its end', 'Hi\n<strong{{ item.title }}</strong> x', ['2 unfinished <strong>']],
    ['an end tag without its end', '<strong>a</strong b\n<em>c</em>', ['1 unfinished </strong>']],
    ['the last end tag without its end', '<b>a</b', ['1 unfinished </b>']],
    ['quotes without their end', '<a href="{{ answer.url }} class=x>Yes</a>', ['1 unfinished <a>']],
    ['quotes that others end', '<a href="{{ answer.url }} class="x">Yes</a>', ['1 unfinished <a>']],
    ['quotes without their beginning', '<a href={{ answer.url }}">Yes</a>', ['1 unfinished <a>']],
    ['single quotes that others end', `<a href='x class='y'>Yes</a>`, ['1 unfinished <a>']],
    [
      'more than one',
      '<p <b>a</b>\n<br <i>c</i>\n<img',
      ['1 unfinished <p>', '2 unfinished <br>', '3 unfinished <img>'],
    ],
    [
      'a tag with Liquid in it',
      '<strong{% if a %}x{% else %}y{% endif %}</strong>',
      ['1 unfinished <strong>'],
    ],
  ])('are told as not finished in the HTML of a block: %s', (_, html, faults) => {
    expect(told(`<mj-text>${html}</mj-text>`)).toEqual(faults);
    expect(told(`<mj-raw>${html}</mj-raw>`)).toEqual(faults);
  });

  it.each([
    ['a word in bold', '<p>a <b>b</p>\n<i>c</i>', ['1 unclosed <b>']],
    ['the first of two', '<strong>a\n<strong>b</strong>', ['1 unclosed <strong>']],
    ['a link', 'a\n<A href="x">Yes {{ a }}', ['2 unclosed <a>']],
    ['one in Liquid that is closed nowhere', '{% if a %}<em>{% endif %}b', ['1 unclosed <em>']],
  ])('are told as open in the HTML of a block: %s', (_, html, faults) => {
    expect(told(`<mj-text>${html}</mj-text><mj-text>c</mj-text>`)).toEqual(faults);
    // What is put into the mail as it is may be closed further down.
    expect(told(`<mj-raw>${html}</mj-raw>`)).toEqual([]);
  });

  it.each([
    'a < b, a <3, a <= b > c, <!doctype html>',
    '<br><hr/><img src=x alt="a > b"><input disabled>',
    `<a href=x title=it's>a</a><a href = 'x'>"b" isn't</a>`,
    '<p>one<p>two<li>three<td>four',
    '<!--[if mso]><v:rect <b><![endif]--><!--[if !mso]><!--><i>a</i><!--<![endif]-->',
    '{% if a < b and c <d %}{{ "<b" }}<b>{{ x | replace: "<i", ">" }}</b>{% endif %}',
    '<a href="{% if a %}x"{% else %}y"{% endif %}>a</a>',
    '<a {% if a %}href="x"{% else %}href="y"{% endif %}>b</a>',
    '<a href={% if a %}"x"{% else %}"y"{% endif %} class={{ b }}>c</a>',
    '{% if a %}<a href="x">{% else %}<a href="y">{% endif %}b</a>',
    '{% if a %}<td {% else %}<td class="b" {% endif %}>c',
    '<{{ tag }} class="x">a</{{ tag }}><h{{ n }}>b</h{{ n }}>',
    '<B>a</b><i\nclass="x"\n>b</i\n>',
  ])('are none in HTML as a merchant may write it: %s', (html) => {
    expect(told(`<mj-text>${html}</mj-text>`)).toEqual([]);
  });

  it.each(Object.entries(wordsOfKind))('are none in our own words: %s', (_, { en, de }) => {
    expect([...told(en.body), ...told(de.body)]).toEqual([]);
  });

  it('are none where all are closed, whatever HTML, quotes and comments hold', () => {
    const right = [
      '<mj-section padding="{{ a > b }}">',
      '<mj-column width="50%"><mj-text>a <b>c</b><br>d <img src="x"> <p>e</mj-text></mj-column>',
      '</mj-section>',
      `<mj-image alt='a > "b"' src="x"/><mj-divider /><mj-spacer></mj-spacer>`,
      '<mj-image alt="{{ item.title | default: "x" }}" src="x"/>',
      '<!-- <mj-text> --><mj-raw>{% if a > b %}</mj-raw>',
      '<mj-social><mj-social-element href="x">y</mj-social-element></mj-social>',
    ];
    expect(wrongTags(right.join('\n'))).toEqual([]);
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
