import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, crowded, empty, rich, withStrings } from '../../../test/samples/report.ts';
import { render } from './index.ts';

const page = (report: typeof rich): string => render(report, 'html', { home: '/home/ada' });

/**
 * The tags of a page with their attributes, in order. Strict: every `<` and `>` must belong to a tag of
 * ours, every attribute must stand in double quotes. Marks are left out, since texts differ in them.
 */
function bones(text: string): string[] {
  const [head = '', rest = ''] = text.split(/<style>[^]*<\/style>/);
  const body = (head + rest).replace('<!doctype html>', '');
  const tags = Array.from(
    body.matchAll(/<\/?[a-z][a-z0-9]*(?: [a-z-]+="[^"<>]*")*>/g),
    ([tag]) => tag,
  );
  const between = body.replaceAll(/<\/?[a-z][a-z0-9]*(?: [a-z-]+="[^"<>]*")*>/g, '');
  expect(between).not.toMatch(/[<>"']/);
  return tags.filter((tag) => !/^<\/?mark>$/.test(tag));
}

/** The same for a report whose texts are all `text`; each also holds something hidden, so that the legend is there. */
function bonesWith(text: string): string[] {
  return bones(page(withStrings(rich, () => `${text}\u200B`)));
}

describe('the HTML report', () => {
  test.each([
    ['rich', rich],
    ['clean', clean],
    ['empty', empty],
    ['crowded', crowded(300, 23)],
  ])('is well formed: %s', (_what, report) => {
    const open: string[] = [];
    const wrong: string[] = [];
    for (const tag of bones(page(report))) {
      const name = /[a-z0-9]+/.exec(tag)?.[0] ?? '';
      if (['meta', 'br'].includes(name)) continue;
      if (!tag.startsWith('</')) open.push(name);
      else if (open.pop() !== name) wrong.push(tag);
    }
    expect(wrong).toEqual([]);
    expect(open).toEqual([]);
  });

  test('lets in its own style and nothing else', () => {
    const text = page(rich);
    const style = /<style>([^]*)<\/style>/.exec(text)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    expect(text).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${digest}&#39;; base-uri`,
    );
    expect(text).not.toMatch(
      /<script|<img|<link|<iframe|<object|<form| style="| src="| on[a-z]+="/,
    );
    expect(style).not.toMatch(/url\(|@import|</);
  });

  test('links to its own sections and to the list of weaknesses, nowhere else', () => {
    const text = page(rich);
    const targets = Array.from(text.matchAll(/href="([^"]*)"/g), ([, target = '']) => target);
    const inside = targets.filter((target) => target.startsWith('#'));
    const outside = targets.filter((target) => !target.startsWith('#'));
    for (const target of inside) expect(text).toContain(`id="${target.slice(1)}"`);
    for (const target of outside) {
      expect(target).toMatch(/^https:\/\/cwe\.mitre\.org\/data\/definitions\/\d+\.html$/);
    }
    expect(targets.length).toBeGreaterThan(8);
  });

  const attacks = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</style></title></pre></section>',
    '<!-- ',
    ']]>',
    '&lt;b&gt;',
    'constructor',
    '__proto__',
    'javascript:alert(1)',
    '\u0000<b',
    '\u202E<i>',
  ];

  test.each(attacks)('text stays text: %j', (attack) => {
    expect(bonesWith(attack)).toEqual(bonesWith('word'));
  });

  test('any text stays text', () => {
    const unit = fc.oneof(
      fc.constantFrom(...'<>"\'&/=-! \n\\', ...attacks),
      fc.string({ unit: 'binary' }),
    );
    const text = fc.string({ unit, minLength: 1, maxLength: 20 });
    const plain = bonesWith('word');
    fc.assert(
      fc.property(text, (some) => {
        expect(bonesWith(some)).toEqual(plain);
      }),
      { numRuns: 100 },
    );
  });

  test('marks what a screen would not show', () => {
    expect(page(rich)).toContain(
      '<pre><mark>\\u{e0073}\\u{e0065}\\u{e006e}\\u{e0064}</mark></pre>',
    );
    expect(page(rich)).toContain('Summarises.<mark>\\u{202e}</mark> gnihton<mark>\\u{202c}</mark>');
    expect(page(clean)).not.toContain('<mark>');
  });

  test('leaves nothing out', () => {
    const text = page(crowded(300, 23));
    for (let index = 0; index < 300; index++) {
      expect(text).toContain(`<pre>evidence number ${index}</pre>`);
    }
    for (const { name } of rich.servers) expect(page(rich)).toContain(`<h3>${name} `);
    for (const { rule } of rich.coverage) expect(page(rich)).toContain(`<code>${rule}</code>`);
  });
});
