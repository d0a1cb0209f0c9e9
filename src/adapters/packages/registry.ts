import { join } from 'node:path';
import { readBounded } from '../files/index.ts';
import { NPM_REGISTRY } from './npm.ts';

/** The public index of Python packages, and the host that its files come from. */
const PYPI = { index: 'https://pypi.org/simple', files: 'files.pythonhosted.org' };
const MAX_SETTINGS = 256 * 1024;

/** Where packages of one language come from, as the user's own tools are set up. */
export interface Registry {
  /** Base address, without credentials. */
  readonly url: string;
  /** Every host that has to be reached. */
  readonly hosts: readonly string[];
}

type Lookup = (name: string) => string | undefined;

/** The npm registry, by environment or the user's `.npmrc`. Credentials that stand there are left out. */
export async function npmRegistry(env: Lookup, home: string): Promise<Registry> {
  const named =
    env('npm_config_registry') ??
    env('NPM_CONFIG_REGISTRY') ??
    (await setting(join(home, '.npmrc'), /^[ \t]*registry[ \t]*=[ \t]*(\S{1,2000})/m));
  const url = addressOf(named) ?? new URL(NPM_REGISTRY);
  return { url: url.href, hosts: [url.host] };
}

/** The index of Python packages, by the environment of uv or pip, or the user's pip settings. */
export async function pythonIndex(env: Lookup, home: string): Promise<Registry> {
  const pattern = /^[ \t]*index-url[ \t]*[=:][ \t]*(\S{1,2000})/m;
  const named =
    env('UV_DEFAULT_INDEX') ??
    env('UV_INDEX_URL') ??
    env('PIP_INDEX_URL') ??
    (await setting(join(home, '.config/pip/pip.conf'), pattern)) ??
    (await setting(join(home, '.pip/pip.conf'), pattern));
  const url = addressOf(named);
  if (url === undefined) {
    return { url: PYPI.index, hosts: [new URL(PYPI.index).host, PYPI.files] };
  }
  return { url: url.href, hosts: [url.host] };
}

async function setting(path: string, pattern: RegExp): Promise<string | undefined> {
  const file = await readBounded(path, { limit: MAX_SETTINGS });
  if (file.state !== 'read') return undefined;
  return pattern.exec(Buffer.from(file.bytes).toString())?.[1]?.replace(/^["']|["']$/g, '');
}

function addressOf(text: string | undefined): URL | undefined {
  const url = text === undefined ? null : URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  url.username = '';
  url.password = '';
  return url;
}
