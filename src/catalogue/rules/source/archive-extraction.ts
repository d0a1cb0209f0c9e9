import type { CallView, Sink } from '../../../domain/flow.ts';
import type { Rule } from '../../../domain/rule.ts';
import { javascript, option, python } from '../../source/calls.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';

const does = 'is unpacked with the paths that its entries name';

/** Since Python 3.12 `filter="data"` refuses entries that lead out of the folder. */
function isUnfiltered(call: CallView): boolean {
  const filter = option(call, 'filter');
  const name = filter?.constant ?? filter?.name ?? '';
  return !/(?:^|\.)(?:data|tar)(?:_filter)?$/.test(String(name));
}

const sinks: readonly Sink[] = [
  {
    languages: python,
    calls: [
      'tarfile.open().extractall',
      'tarfile.TarFile().extractall',
      'tarfile.open().extract',
      'tarfile.TarFile.open().extractall',
    ],
    arguments: ['receiver'],
    when: isUnfiltered,
    does,
  },
  {
    languages: python,
    calls: ['shutil.unpack_archive'],
    arguments: [0],
    when: isUnfiltered,
    does,
  },
  {
    languages: javascript,
    calls: [
      'tar-fs.extract',
      'tar-stream.extract',
      'unzipper.Extract',
      'unzip-stream.Extract',
      'decompress',
      'decompress-zip',
      'node-stream-zip*.extract',
    ],
    arguments: ['any'],
    does,
  },
];

const facts = {
  id: 'source/archive-extraction',
  severity: 'medium',
  confidence: 'medium',
} as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign archive is unpacked where its entries say',
  why: 'An entry of an archive may be named `../../.ssh/authorized_keys`, be a link that leads out of the folder, or be far larger than it looks.',
  fix: 'Refuse entries whose resolved path does not lie in the target folder, links that leave it, and more than a set size (`tarfile` has `filter="data"`).',
  controls: ['INT-05'],
  techniques: ['resource-access-control-bypass', 'resource-exhaustion'],
  cwe: [22, 409],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks,
  safe: [],
  examples: {
    bad: [
      pythonTool(
        ['import tarfile'],
        'archive: str',
        'with tarfile.open(archive) as bundle:\n    bundle.extractall("work")',
      ),
      pythonTool(['import shutil'], 'archive: str', 'shutil.unpack_archive(archive, "work")'),
      javascriptTool(
        ["import decompress from 'decompress';"],
        '{ archive: z.string() }',
        "await decompress(args.archive, 'work');",
      ),
    ],
    good: [
      pythonTool(
        ['import tarfile'],
        'archive: str',
        'with tarfile.open(archive) as bundle:\n    bundle.extractall("work", filter="data")',
      ),
      // Python's zip files drop what leads out of the folder by themselves.
      pythonTool(
        ['import zipfile'],
        'archive: str',
        'with zipfile.ZipFile(archive) as bundle:\n    bundle.extractall("work")',
      ),
    ],
    nearMiss: [
      pythonTool(
        ['import tarfile'],
        'archive: str',
        'with tarfile.open(archive) as bundle:\n    names = bundle.getnames()',
      ),
      javascriptTool(
        ["import decompress from 'decompress';"],
        '{ archive: z.string() }',
        "await decompress('templates.zip', 'work');",
      ),
    ],
  },
  detect: flowsOf(facts),
};
