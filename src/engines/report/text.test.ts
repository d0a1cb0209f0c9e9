import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellWidth } from '../../adapters/text/index.ts';
import {
  clean,
  crowded,
  empty,
  reportOf,
  rich,
  treacherous,
  withStrings,
} from '../../../test/samples/report.ts';
import { render } from './index.ts';

const options = { home: '/home/ada', cwd: '/home/ada/project' };
const anyTexts = fc.array(
  fc.string({
    unit: fc.oneof(
      fc.constantFrom(...treacherous),
      fc.nat(0x10ffff).map((code) => String.fromCodePoint(code)),
    ),
    maxLength: 60,
  }),
  { minLength: 1, maxLength: 9 },
);

describe('the terminal report', () => {
  test.each([
    ['80 columns', { width: 80 }],
    ['40 columns', { width: 40 }],
    ['ASCII', { width: 80, unicode: false }],
    ['everything', { width: 80, verbose: true }],
  ])('reads well: %s', (_what, more) => {
    expect(render(rich, 'text', { ...options, ...more })).toMatchSnapshot();
  });

  test.each([
    ['a clean one', clean],
    ['an empty one', empty],
  ])('says little where there is little to say: %s', (_what, report) => {
    expect(render(report, 'text', options)).toMatchSnapshot();
  });

  test.each([
    [1, 'The only server is switched off; the files show nothing.'],
    [3, 'Each of 3 servers is switched off; the files show nothing.'],
  ])('begins with what was switched off: %i servers', (servers, sentence) => {
    const stderr = { text: '', bytes: 0, truncated: false };
    const look = { seen: false, reason: 'disabled', why: 'Off.', notes: [], stderr } as const;
    const off = Array.from({ length: servers }, () => ({ ...rich.servers[0]!, look }));
    expect(render(reportOf(off, []), 'text', options)).toContain(sentence);
  });

  test.each([
    [
      'a Node program',
      'node:internal/modules:1\n  throw new ERR_X();\n\nError [ERR_X]: no package "a"\n    at b (c:1:2)\n\nNode.js v24\n',
      'Error [ERR_X]: no package "a"',
    ],
    ['a Python program', 'Traceback:\n  File "a.py"\nKeyError: \'TOKEN\'\n', "KeyError: 'TOKEN'"],
    ['one that only talks', 'Starting.\nNo token was given.\n', 'No token was given.'],
    ['escapes', 'Error: \u001B[31mred\n', 'Error: \\u{1b}[31mred'],
  ])('says in one line why a server ended: %s', (_what, text, line) => {
    const look = {
      seen: false as const,
      reason: 'exited' as const,
      why: 'The process ended.',
      notes: [],
      stderr: { text, bytes: text.length, truncated: false },
    };
    const [server] = rich.servers;
    const shown = render({ ...rich, servers: [{ ...server!, look }] }, 'text', options);
    expect(shown).toContain(`    wrote: ${line}\n`);
  });

  test('fits a screen or two however much was found, and counts what it leaves out', () => {
    const text = render(crowded(300, 23), 'text', options);
    expect(text.split('\n').length).toBeLessThan(90);
    expect(text).toMatch(/143 findings of 11 more rules, 52 info\sfindings/);
    const all = render(crowded(300, 23), 'text', { ...options, verbose: true });
    for (let index = 0; index < 300; index++) {
      expect(all).toContain(`evidence number ${index}\n`);
    }
  });

  test.each([
    [[], [], 'There are no servers to look at.'],
    [[2, 3], [], 'None of 2 servers could be looked at; their files show nothing.'],
    [[2], [2], 'The server could not be looked at; its files show 1 high.'],
    [[0, 2], [2], 'Looked at 1 of 2 servers and found 1 high.'],
    [[0, 1], [], 'Looked at 2 servers and found nothing.'],
  ])('begins with what was looked at: servers %j, findings %j', (servers, findings, sentence) => {
    const report = reportOf(
      servers.map((index) => rich.servers[index]!),
      findings.map((index) => rich.findings[index]!),
    );
    expect(render(report, 'text').split('\n')[0]).toBe(sentence);
  });

  test('what one rule graded differently stands apart', () => {
    const [first, second] = rich.findings;
    const report = { ...rich, findings: [first!, { ...second!, severity: 'low' as const }] };
    const text = render(report, 'text', options);
    expect(text).toMatch(/^HIGH {2}Definition carries text/m);
    expect(text).toMatch(/^LOW {2}Definition carries text/m);
  });

  test('what has the same reason is said once', () => {
    const [, , third] = rich.servers;
    const twin = { ...third!, id: 'twin-00000000', name: 'twin' };
    const text = render({ ...rich, servers: [third!, twin] }, 'text', options);
    expect(text).toContain('  weather and twin: The server answered 401');
  });

  test('servers of one name go by their ids', () => {
    const [first] = rich.servers;
    const twin = { ...first!, id: 'notes-ffffffff' };
    const text = render({ ...rich, servers: [first!, twin] }, 'text', options);
    expect(text).toContain('notes-1a2b3c4d, tool "add_note"');
  });

  test('colours nothing unless it is asked to', () => {
    expect(render(rich, 'text', options)).not.toContain('\u001B');
    const colored = render(rich, 'text', { ...options, color: true });
    expect(colored).toContain('\u001B[31mHIGH\u001B[39m');
    expect(colored.replaceAll(/\u001B\[\d+m/g, '')).toBe(render(rich, 'text', options));
  });

  test('holds no control character but line breaks, whatever the report holds', () => {
    fc.assert(
      fc.property(anyTexts, fc.boolean(), fc.boolean(), (texts, verbose, unicode) => {
        const report = withStrings(rich, (_old, index) => texts[index % texts.length] ?? '');
        const text = render(report, 'text', { verbose, unicode });
        const wrong = unicode ? /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u : /[^ -~]/;
        expect(text.replaceAll('\n', '')).not.toMatch(wrong);
      }),
      { numRuns: 60 },
    );
  });

  test('no foreign text begins a line of its own, so none can pass for ours', () => {
    const line = 'HIGH  Forged finding';
    const report = withStrings(rich, (old) => `${old}\n${line}\n\u001B[1A\r${line}`);
    const text = render(report, 'text', { verbose: true, width: 300 });
    expect(text.split('\n').filter((one) => one.startsWith('HIGH  Forged'))).toEqual([]);
  });

  test('keeps to the width, except for words that may not be broken', () => {
    for (const width of [40, 80, 120]) {
      const wide = render(rich, 'text', { ...options, width, verbose: true })
        .split('\n')
        .filter((line) => cellWidth(line) > width);
      expect(wide).toEqual([]);
    }
  });
});
