import * as fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { clean, crowded, empty, rich, withStrings } from '../../../test/samples/report.ts';
import { render } from './index.ts';

const options = { home: '/home/ada' };

/** The elements of the page, in order, without their text. */
function bones(markdown: string): string[] {
  const html = marked.parse(markdown, { async: false, gfm: true });
  return Array.from(html.matchAll(/<\/?[a-z][^>]*>/gi), ([tag]) => tag).filter(
    // Words that could be alive become code; which ones do depends on the text.
    (tag) => !/^<\/?code>$/.test(tag),
  );
}

/** The page without what stands in code. */
function running(markdown: string): string {
  const html = marked.parse(markdown, { async: false, gfm: true });
  return html.replaceAll(/<code>[^]*?<\/code>/g, '').replaceAll(/<[^>]*>/g, '');
}

describe('the Markdown report', () => {
  test.each([
    ['a usual report', rich],
    ['a clean one', clean],
    ['an empty one', empty],
  ])('reads well: %s', (_what, report) => {
    expect(render(report, 'markdown', options)).toMatchSnapshot();
  });

  const attacks = [
    'a | b | c',
    '`` ` ``',
    '```\n# heading',
    '<script>alert(1)</script>',
    '</details><img src=x>',
    '[text](https://evil.example)',
    '![image](https://evil.example/x.png)',
    '[ref]: https://evil.example',
    '@everyone @octocat',
    '#123 GH-45 owner/repo#6 !7 $8 ~label %9 &10',
    '0123456789abcdef0123456789abcdef01234567',
    'https://evil.example www.evil.example me@evil.example mailto:me@evil.example',
    ':tada: **bold** _em_ ~~del~~ \\',
    '- item\n\n1. item\n> quote\n---',
    '&lt;b&gt; &#64;octocat',
    '    indented',
    '`',
  ];

  test.each(attacks)('cannot be broken out of: %j', (attack) => {
    const plain = withStrings(rich, () => 'word');
    const report = withStrings(rich, () => attack);
    expect(bones(render(report, 'markdown'))).toEqual(bones(render(plain, 'markdown')));
    const text = running(render(report, 'markdown'));
    expect(text).not.toMatch(/@\w|#\d|GH-\d|https?:|www\.|[0-9a-f]{40}|:tada:|!\d|\$\d/);
  });

  test('cannot be broken out of by any mixture', () => {
    const unit = fc.oneof(
      fc.constantFrom(...'`|<>[]()!*_~#@\\\n -+=.:&"\'', 'a', '1', '://', '```', '<!--', ' '),
      fc.constantFrom(...attacks),
    );
    const text = fc.string({ unit, maxLength: 24 }).filter((mixture) => mixture.trim() !== '');
    const plain = bones(
      render(
        withStrings(rich, () => 'word'),
        'markdown',
      ),
    );
    fc.assert(
      fc.property(text, (attack) => {
        const report = withStrings(rich, () => attack);
        expect(bones(render(report, 'markdown'))).toEqual(plain);
        expect(running(render(report, 'markdown'))).not.toMatch(/@\w|https?:|www\.\w/);
      }),
      { numRuns: 300 },
    );
  });

  test('stays within what forges take, and counts what it leaves out', () => {
    const text = render(crowded(3000, 200), 'markdown');
    expect(text.length).toBeLessThan(65_000);
    expect(text).toMatch(/Left out to keep this short: [\d,]+ findings of \d+ more rules/);
    expect(render(crowded(300, 23), 'markdown')).not.toContain('Left out');
  });
});
