import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pointer, valueAt } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { decodeText, parseDocument } from './index.ts';
import type { DocumentFormat, ParseProblem, ParsedDocument } from './index.ts';

const parsed = (text: string, format: DocumentFormat): ParsedDocument => {
  const result = parseDocument(text, format);
  if (!result.ok) throw new Error(`${result.problem.why} at ${JSON.stringify(result.problem.at)}`);
  return result.document;
};
const problem = (text: string, format: DocumentFormat): ParseProblem => {
  const result = parseDocument(text, format);
  if (result.ok) throw new Error(`parsed: ${JSON.stringify(result.document.value)}`);
  return result.problem;
};

describe('a document', () => {
  test.each<[DocumentFormat, string]>([
    [
      'json',
      '// servers\n{\n  "mcpServers": {\n    "a": { "command": "run", "args": ["x", "y",] }, /* z */\n  },\n}',
    ],
    ['toml', '# servers\n\n[mcpServers]\n[mcpServers.a]\ncommand = "run"\nargs = ["x", "y"]\n'],
    ['yaml', '# servers\n\nmcpServers:\n  a:\n    command: run\n    args: [x, y]\n'],
  ])('reads the same from %s', (format, text) => {
    expect(parsed(text, format).value).toEqual({
      mcpServers: { a: { command: 'run', args: ['x', 'y'] } },
    });
  });

  test.each<[DocumentFormat, string, string, number, number]>([
    ['json', '{\n  "a": { "b": [1,\n    2] }\n}', '/a/b/1', 3, 5],
    ['json', '{\n  "a": { "b": 1 }\n}', '/a/b', 2, 10],
    ['json', '{\r\n  "a": 1 }', '/a', 2, 3],
    ['json', '{ "a": 1,\n  "a": 2 }', '/a', 2, 3],
    ['toml', '[a]\nx.y = 1\n[[a.list]]\nz = 1\n[[a.list]]\nz = 2', '/a/list/1/z', 6, 1],
    ['toml', '[a]\nx.y = 1', '/a/x/y', 2, 3],
    ['yaml', 'a:\n  - b: 1\n  - c: 2', '/a/1/c', 3, 5],
    ['yaml', 'x: &base\n  k: 1\ny: *base', '/y', 3, 1],
  ])('in %s %j has %s in line %i, column %i', (format, text, at, line, column) => {
    expect(parsed(text, format).locate(at)).toEqual({ line, column });
  });

  test('locates what is absent at its nearest parent', () => {
    const { locate } = parsed('{\n  "a": { "b": [1] }\n}', 'json');
    for (const at of ['/a/b/7', '/a/b/-1', '/a/b/x', '/a/b/0/deeper'])
      expect(locate(at).line).toBe(2);
    expect(locate('/a/c')).toEqual(locate('/a'));
    expect(locate('/none')).toEqual({ line: 1, column: 1 });
  });

  test.each<[DocumentFormat, string]>([
    ['json', '{"a": {"x": 1, "y": 1, "x": 2, "x": 3}, "b": 1, "b/c": 0, "b": 2}'],
    ['yaml', 'a: {x: 1, y: 1, x: 2, x: 3}\nb: 1\nb/c: 0\nb: 2'],
  ])('in %s names each repeated key once, and the last one counts', (format, text) => {
    const { duplicateKeys, value } = parsed(text, format);
    expect([...duplicateKeys].sort()).toEqual(['/a/x', '/b']);
    expect(value).toEqual({ a: { x: 3, y: 1 }, b: 2, 'b/c': 0 });
  });

  test.each<[DocumentFormat, string]>([
    ['json', '{"__proto__": {"polluted": true}, "constructor": 1}'],
    ['toml', 'constructor = 1\n[__proto__]\npolluted = true'],
    ['yaml', '__proto__: {polluted: true}\nconstructor: 1'],
  ])('in %s keeps a key named __proto__ as a key like any other', (format, text) => {
    const { value } = parsed(text, format);
    expect(Object.keys(value).sort()).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each<DocumentFormat>(['json', 'toml', 'yaml'])(
    'in %s may be blank or only a comment',
    (format) => {
      const comment = format === 'json' ? '// nothing' : '# nothing';
      for (const text of ['', ' \n', comment]) expect(parsed(text, format).value).toEqual({});
    },
  );

  test('in YAML takes plain values of the core schema as they stand', () => {
    expect(parsed('a: 1\nb: yes\nc: null\nd: .inf\ne: 2024-01-01\n1: x', 'yaml').value).toEqual({
      a: 1,
      b: 'yes',
      c: null,
      d: 'Infinity',
      e: '2024-01-01',
      1: 'x',
    });
  });

  test('in TOML takes dates, big numbers and infinities as text or number', () => {
    expect(
      parsed('a = 2024-01-01\nb = inf\nc = 1_000\nd = true\ne = [{ f = 1 }]', 'toml').value,
    ).toEqual({
      a: '2024-01-01',
      b: 'inf',
      c: 1000,
      d: true,
      e: [{ f: 1 }],
    });
  });
});

describe('a text that is no document', () => {
  test.each<[DocumentFormat, string, string, number, number]>([
    ['json', '{"a" 1}', 'a colon is missing after a key', 1, 6],
    ['json', '{\n  "a": 1\n  "b": 2\n}', 'a comma is missing', 3, 3],
    ['json', '{"path": "C:\\q"}', 'an escape is malformed', 1, 10],
    ['json', '{a: 1}', 'a word stands where a value should', 1, 2],
    ['json', '{} {}', 'there is more text after the end of the document', 1, 4],
    ['json', '{"a": 1', 'a closing brace is missing', 1, 8],
    ['toml', 'a = 1\na = 2', 'defining a key multiple times is invalid', 2, 1],
    ['toml', 'a = "x', 'unterminated string constant', 1, 7],
    ['yaml', 'a: b: c', 'a key holds a mapping or a list', 1, 4],
    ['yaml', 'a: !!js/function "x"', 'a tag is used, and only plain values are taken', 1, 4],
    ['yaml', 'a: 1\n---\nb: 2', 'the file holds more than one document', 2, 1],
    ['yaml', 'a: *none', 'an alias names an anchor that is not defined before it', 1, 4],
  ])('in %s %j is refused with its place', (format, text, why, line, column) => {
    expect(problem(text, format)).toMatchObject({ why, at: { line, column } });
  });

  test.each<[DocumentFormat, string, string]>([
    ['json', '[1]', 'the document is a list, not an object'],
    ['json', '"x"', 'the document is a string, not an object'],
    ['yaml', '- a', 'the document is a list, not a mapping'],
    ['yaml', 'just words', 'the document is a single value, not a mapping'],
    ['yaml', '? [a]\n: b', 'a key of the file is a mapping or a list'],
  ])('in %s %j is refused by its kind', (format, text, why) => {
    expect(problem(text, format).why).toBe(why);
  });

  const DEEP = 10_000;
  test.each<[DocumentFormat, string, (depth: number) => string]>([
    ['json', 'lists', (n) => `{"a":${'['.repeat(n)}${']'.repeat(n)}}`],
    ['json', 'objects', (n) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`],
    ['json', 'open lists', (n) => `{"a":${'['.repeat(n)}`],
    ['toml', 'lists', (n) => `a = ${'['.repeat(n)}${']'.repeat(n)}`],
    ['toml', 'inline tables', (n) => `a = ${'{a='.repeat(n)}1${'}'.repeat(n)}`],
    ['toml', 'dotted keys', (n) => `${Array(n).fill('a').join('.')} = 1`],
    ['toml', 'dotted table names', (n) => `[${Array(n).fill('a').join(' . ')}]`],
    ['toml', 'quoted dotted keys', (n) => `${Array(n).fill('"a"').join('.')} = 1`],
    ['yaml', 'flow lists', (n) => `a: ${'['.repeat(n)}${']'.repeat(n)}`],
    ['yaml', 'compact lists', (n) => `${'- '.repeat(n)}a`],
    ['yaml', 'explicit keys', (n) => `${'? '.repeat(n)}a`],
    [
      'yaml',
      'mappings',
      (n) => Array.from({ length: Math.min(n, 1200) }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    ],
  ])(
    'in %s is refused when %s nest too deep, and taken when they do not',
    (format, _what, text) => {
      expect(problem(text(DEEP), format).why).toBe('the file nests deeper than 128 levels');
      expect(JSON.stringify(parseDocument(text(60), format))).not.toMatch(/deeper/);
    },
  );

  test('expands YAML aliases, but neither without end nor without bound', () => {
    expect(parsed('a: &x {k: 1}\nb: *x', 'yaml').value).toEqual({ a: { k: 1 }, b: { k: 1 } });
    expect(problem('a: &a [*a]', 'yaml').why).toMatch(/deeper|not defined/);
    const laughs = Array.from(
      { length: 12 },
      (_, i) =>
        `k${i}: &k${i} [${Array(10)
          .fill(i === 0 ? 'ha' : `*k${i - 1}`)
          .join(', ')}]`,
    ).join('\n');
    expect(problem(laughs, 'yaml').why).toBe('the file holds more than 500000 values');
  });

  test('is refused when it is too long or holds too much', () => {
    expect(problem(' '.repeat(8_000_001), 'json').why).toMatch(/the limit for JSON is 8000000/);
    expect(problem(`{"a":[${'1,'.repeat(500_001)}]}`, 'json').why).toMatch(
      /more than 500000 values/,
    );
    expect(parsed(`a = [${'1.5, '.repeat(400)}]`, 'toml').value['a']).toHaveLength(400);
  });

  test.each<DocumentFormat>(['json', 'toml', 'yaml'])(
    'in %s never carries text of the file in the reason',
    (format) => {
      const texts = fc.string({ unit: 'binary', maxLength: 60 });
      fc.assert(
        fc.property(texts, (text) => {
          const result = parseDocument(`\u001b[31m${text}`, format);
          expect(result.ok ? '' : result.problem.why).toMatch(/^[ -~]*$/);
        }),
        { numRuns: 300 },
      );
    },
  );
});

describe('properties', () => {
  const json = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.string(),
      fc.array(tie('value'), { maxLength: 4 }),
      tie('object'),
    ),
    object: fc
      .array(
        fc.tuple(
          fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('a/b', '~', '__proto__')),
          tie('value'),
        ),
        { maxLength: 4 },
      )
      .map((members) => Object.fromEntries(members)),
  })).object;
  const places = (value: Json, at = ''): string[] => {
    if (typeof value !== 'object' || value === null) return [at];
    return [
      at,
      ...Object.entries(value).flatMap(([key, item]) => places(item as Json, pointer(at, key))),
    ];
  };

  test('what JSON.stringify writes is read back, as JSON and as YAML', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parsed(text, 'json').value).toEqual(value);
        expect(parsed(text, 'json').duplicateKeys).toEqual([]);
        expect(parsed(text, 'yaml').value).toEqual(value);
      }),
    );
  });

  test('each pointer is located where its key or item stands', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = JSON.stringify(value, null, 1);
        const lines = text.split('\n');
        const { locate } = parsed(text, 'json');
        for (const at of places(value).slice(1)) {
          const { line, column } = locate(at);
          const here = lines[line - 1]!.slice(column - 1);
          const key = at
            .slice(at.lastIndexOf('/') + 1)
            .replaceAll('~1', '/')
            .replaceAll('~0', '~');
          const isItem = Array.isArray(valueAt(value, at.slice(0, at.lastIndexOf('/'))));
          const starts = isItem
            ? JSON.stringify(valueAt(value, at))!.slice(0, 1)
            : `${JSON.stringify(key)}:`;
          expect(here.startsWith(starts), `${at} in ${text}`).toBe(true);
        }
      }),
    );
  });

  test('a document that is JSON and YAML has its places at the same lines and columns', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = JSON.stringify(value, null, 1);
        const [asJson, asYaml] = [parsed(text, 'json'), parsed(text, 'yaml')];
        for (const at of places(value)) expect(asYaml.locate(at)).toEqual(asJson.locate(at));
      }),
    );
  });

  test('exactly the keys that are written twice are duplicates', () => {
    const keys = fc.array(fc.constantFrom('a', 'b', 'c', 'd/e'), { maxLength: 8 });
    fc.assert(
      fc.property(keys, (names) => {
        const text = `{"in":{${names.map((name, i) => `${JSON.stringify(name)}:${i}`).join(',')}}}`;
        const twice = [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
        const { duplicateKeys, value } = parsed(text, 'json');
        expect([...duplicateKeys].sort()).toEqual(
          twice.map((name) => pointer('', 'in', name)).sort(),
        );
        expect(value).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe('bytes', () => {
  const TEXT = '{ "name": "größe 🙂" }';
  const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
    const bytes = Buffer.from(text, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };
  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 LE with a byte order mark', utf16(`\uFEFF${TEXT}`, false)],
    ['UTF-16 BE with a byte order mark', utf16(`\uFEFF${TEXT}`, true)],
    ['UTF-16 LE without one', utf16(TEXT, false)],
    ['UTF-16 BE without one', utf16(TEXT, true)],
  ])('in %s are decoded', (_name, bytes) => {
    expect(decodeText(bytes)).toMatchObject({ ok: true, text: TEXT });
  });

  test.each<[string, Uint8Array, string]>([
    [
      'invalid UTF-8',
      Buffer.from([0x7b, 0x0a, 0x22, 0xff, 0x22]),
      'the file is not valid UTF-8 in line 2',
    ],
    ['half a UTF-16 unit', Buffer.from([0xff, 0xfe, 0x7b]), 'the file is not valid UTF-16LE'],
    ['a lone surrogate', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 'the file is not valid UTF-16LE'],
    [
      'UTF-32',
      Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0]),
      'the file is UTF-32, which no client reads',
    ],
    ['zero bytes', Buffer.from('{"a":\0 1}'), 'the file holds zero bytes, so it is no text'],
  ])('with %s are refused', (_name, bytes, why) => {
    expect(decodeText(bytes)).toEqual({ ok: false, why });
  });
});
