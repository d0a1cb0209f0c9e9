import { entry } from '../../../domain/example.ts';
import type { JsonPointer } from '../../../domain/json.ts';
import { redact } from '../../../domain/redact.ts';
import type { ConfigSubject, Match, Rule } from '../../../domain/rule.ts';
import { isLoopback } from './parts/hosts.ts';
import { cut, localLaunch, notLocal } from './parts/launch.ts';
import { settingsOf } from './parts/settings.ts';

type Kind = 'instead' | 'beside' | 'unchecked';

const OPTIONS: Readonly<Record<string, Kind>> = {
  '--registry': 'instead',
  '-i': 'instead',
  '--index-url': 'instead',
  '--default-index': 'instead',
  '--extra-index-url': 'beside',
  '--index': 'beside',
  '-f': 'beside',
  '--find-links': 'beside',
  '--source': 'instead',
  '--add-source': 'beside',
  '--allow-insecure-host': 'unchecked',
  '--trusted-host': 'unchecked',
};

const VARIABLES: Readonly<Record<string, Kind>> = {
  NPM_CONFIG_REGISTRY: 'instead',
  YARN_NPM_REGISTRY_SERVER: 'instead',
  BUN_CONFIG_REGISTRY: 'instead',
  PIP_INDEX_URL: 'instead',
  UV_INDEX_URL: 'instead',
  UV_DEFAULT_INDEX: 'instead',
  GOPROXY: 'instead',
  PIP_EXTRA_INDEX_URL: 'beside',
  PIP_FIND_LINKS: 'beside',
  UV_EXTRA_INDEX_URL: 'beside',
  UV_INDEX: 'beside',
  UV_FIND_LINKS: 'beside',
  PIP_TRUSTED_HOST: 'unchecked',
  UV_INSECURE_HOST: 'unchecked',
  GOINSECURE: 'unchecked',
  GONOSUMCHECK: 'unchecked',
};

// The public registries: to name them changes nothing.
const PUBLIC =
  /^(?:https:\/\/(?:registry\.npmjs\.org|registry\.yarnpkg\.com|pypi\.org\/simple|proxy\.golang\.org|api\.nuget\.org\/v3\/index\.json)\/?)(?:,direct)?$/i;

export const rule: Rule<'config'> = {
  id: 'config/package-registry',
  severity: 'low',
  confidence: 'high',
  title: 'Packages come from another registry than the public one',
  why: 'Whoever runs that registry, or can register a missing name in it, decides what a package name means on this machine.',
  fix: 'Set the registry where all projects take it from, over https, as the only one; give private packages a scope or an index of their own.',
  controls: ['PRV-11', 'PRV-02'],
  techniques: ['supply-chain-attacks', 'typosquatting', 'malicious-mcp-packages'],
  cwe: [427, 829],
  top10: { csa: ['MCP-06'], owasp: ['MCP04'] },
  examples: {
    bad: [
      entry({ command: 'npx', args: ['--registry', 'https://npm.example.com', 'notes@1.0.0'] }),
      entry({
        command: 'npx',
        args: ['notes@1.0.0'],
        env: { npm_config_registry: 'http://npm.example.com' },
      }),
      entry({
        command: 'uvx',
        args: ['--extra-index-url=https://py.example.com/simple', 'notes==1.0'],
      }),
      entry({
        command: 'pipx',
        args: ['run', 'notes==1.0'],
        env: { PIP_EXTRA_INDEX_URL: 'https://py.example.com' },
      }),
      entry({
        command: 'go',
        args: ['run', 'a.example/n@v1.0.0'],
        env: { GOPROXY: 'https://go.example.com' },
      }),
      entry({ command: 'uvx', args: ['--allow-insecure-host', 'py.example.com', 'notes==1.0'] }),
    ],
    good: [entry({ command: 'npx', args: ['-y', 'notes@1.0.0'] })],
    nearMiss: [
      entry({ command: 'npx', args: ['--registry=https://registry.npmjs.org/', 'notes@1.0.0'] }),
      entry({ command: 'uvx', args: ['--default-index', 'https://pypi.org/simple', 'notes==1.0'] }),
      entry({ command: 'npx', args: ['notes@1.0.0', '--registry', 'https://notes.example.com'] }),
      entry({ command: 'notes', args: ['-i', 'input.txt'] }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    yield* fromOptions(subject);
    for (const { name, value, at } of settingsOf(subject)) {
      const kind = VARIABLES[name.toUpperCase()];
      if (kind === undefined) continue;
      // pip takes the highest version wherever it is; uv asks the extra index first and stops there.
      const match = matchOf(kind, name, value, at, name.toUpperCase().startsWith('PIP_'));
      if (match !== undefined) yield match;
    }
  },
};

function* fromOptions(subject: ConfigSubject): Iterable<Match> {
  const local = localLaunch(subject);
  for (const { options, runner } of local?.layers ?? []) {
    if (local === undefined || runner === undefined) continue;
    const isMixed =
      runner === 'pipx run' ||
      options.some(({ name, value }) => name === '--index-strategy' && value?.startsWith('unsafe'));
    for (const { name, value = '', valueAt } of options) {
      const kind = OPTIONS[name];
      if (kind === undefined) continue;
      const match = matchOf(kind, name, value, local.place(valueAt), isMixed);
      if (match !== undefined) yield match;
    }
  }
}

function matchOf(
  kind: Kind,
  name: string,
  value: string,
  at: JsonPointer,
  isMixed: boolean,
): Match | undefined {
  if (value === '' || PUBLIC.test(value)) return undefined;
  const shows = cut(redact(`${name} ${value}`));
  if (kind === 'unchecked') {
    const because = 'The identity of that host is not checked.';
    return { at, shows, severity: 'medium', because };
  }
  const url = URL.parse(value.split(/[,|\s]/, 1)[0] ?? '');
  if (url?.protocol === 'http:' && !isLoopback(url.hostname)) {
    const because =
      'The connection is not encrypted, so whoever sits on the path can put in other code.';
    return { at, shows, severity: 'high', because };
  }
  if (kind === 'beside' && isMixed) {
    const because =
      'It is searched beside the public one and the highest version wins, so a stranger can publish the name there.';
    return { at, shows, severity: 'medium', because };
  }
  return { at, shows };
}
