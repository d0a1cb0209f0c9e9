import type { CallView } from '../../../domain/flow.ts';
import type { Rule } from '../../../domain/rule.ts';
import { option } from '../../source/calls.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';

const facts = {
  id: 'source/decompression-limit',
  severity: 'medium',
  confidence: 'medium',
} as const;

const LIMITS = ['maxOutputLength', 'max_length', 'max_output_size'];
const isUnlimited = (call: CallView): boolean =>
  LIMITS.every((name) => option(call, name) === undefined);
const does = 'is unpacked, however much comes of it';

export const rule: Rule<'source'> = {
  ...facts,
  title: 'What came from outside is unpacked without a limit',
  why: 'A few kilobytes unpack to gigabytes, and the server and whatever shares its memory end.',
  fix: 'Give the largest size that is expected (`maxOutputLength`, `max_length`), or unpack in pieces and stop beyond it.',
  controls: ['TRF-04', 'RUN-09'],
  techniques: ['resource-exhaustion'],
  cwe: [409, 400, 770],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks: [
    {
      languages: ['javascript'],
      calls: [
        ...['gunzip', 'inflate', 'inflateRaw', 'unzip', 'brotliDecompress'].flatMap((name) => [
          `zlib.${name}`,
          `zlib.${name}Sync`,
        ]),
        ...['gunzipSync', 'inflateSync', 'unzlibSync', 'decompressSync'].map(
          (name) => `fflate.${name}`,
        ),
        ...['inflate', 'ungzip', 'inflateRaw'].map((name) => `pako.${name}`),
      ],
      arguments: [0],
      when: isUnlimited,
      does,
    },
    {
      languages: ['python'],
      calls: [
        ...['gzip', 'zlib', 'bz2', 'lzma', 'brotli'].map((name) => `${name}.decompress`),
        'zstandard.ZstdDecompressor().decompress',
      ],
      arguments: [0],
      when: isUnlimited,
      does,
    },
  ],
  safe: [],
  examples: {
    bad: [
      javascriptTool(
        ["import { gunzipSync } from 'node:zlib';"],
        '{ data: z.string() }',
        "keep(gunzipSync(Buffer.from(args.data, 'base64')));",
      ),
      pythonTool(
        ['import base64', 'import zlib'],
        'data: str',
        'keep(zlib.decompress(base64.b64decode(data)))',
      ),
    ],
    good: [
      javascriptTool(
        ["import { gunzipSync } from 'node:zlib';"],
        '{ data: z.string() }',
        "keep(gunzipSync(Buffer.from(args.data, 'base64'), { maxOutputLength: 1 << 20 }));",
      ),
      pythonTool(
        ['import base64', 'import zlib'],
        'data: str',
        'keep(zlib.decompressobj().decompress(base64.b64decode(data), 1 << 20))',
      ),
    ],
    nearMiss: [
      // The program's own data.
      pythonTool(['import zlib'], 'name: str', 'keep(zlib.decompress(TABLE))'),
    ],
  },
  detect: flowsOf(facts),
};
