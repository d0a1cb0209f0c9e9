/** Where a package is named: the registry of a language, or an address for code without one. */
export type Ecosystem = 'npm' | 'pypi' | 'go' | 'jsr' | 'nuget' | 'url';

/** A package as a command line names it. */
export interface PackageReference {
  readonly ecosystem: Ecosystem;
  readonly origin: 'registry' | 'git' | 'url' | 'folder';
  /** Without version: `@scope/name`, the normalised PyPI name, a module path, an address or a path. */
  readonly name: string;
  /** As it was written, whole. */
  readonly spec: string;
  /** What was asked for: a version, a range, a tag, a git reference. */
  readonly version?: string;
  /**
   * How firmly that names one artefact. `exact`: a full version, a commit, a digest. `range` and
   * `tag` move with what is published; `none` is the newest of the day.
   */
  readonly pin: 'exact' | 'range' | 'tag' | 'none';
  /** The argument that it stands in: 0 is the command, n is args[n-1]. */
  readonly at: number;
}

type Parts = Omit<PackageReference, 'spec' | 'at'>;

const SEMVER = /^[v=]{0,2}\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]*)?$/;
const PEP440 =
  /^v?(?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:a|b|rc|alpha|beta|c|pre|post|dev)(?:[-_.]?\d+)?)*(?:\+[a-z0-9.]+)?$/i;
const COMMIT = /^[0-9a-f]{7,64}$/i;
const GIT =
  /^(?:git\+[a-z]+:|git:|ssh:|git@|[a-z]+:\/\/[^?#]*\.git(?:[?#@]|$)|https:\/\/(?:github|gitlab|bitbucket)\.(?:com|org)\/[^/?#]+\/[^/?#]+\/?(?:#|$))/i;
const FOLDER = /^(?:\.{1,2}(?:[\\/]|$)|[\\/~]|[a-z]:[\\/]|file:|link:|workspace:)/i;
const ADDRESS = /^https?:\/\//i;
const HOSTED = /^(github|gitlab|bitbucket|gist):/i;
const MAX_LENGTH = 4096;

/** Reads a package as `npx`, `bunx`, `pnpm dlx` and `yarn dlx` take it. */
export function npmPackage(spec: string, at: number): PackageReference {
  return { ...npmParts(spec.slice(0, MAX_LENGTH)), spec, at };
}

function npmParts(spec: string): Parts {
  const elsewhere = awayFromRegistry('npm', spec);
  if (elsewhere !== undefined) return elsewhere;
  const at = spec.indexOf('@', 1);
  const name = at < 0 ? spec : spec.slice(0, at);
  const version = at < 0 ? '' : spec.slice(at + 1);
  // `alias@npm:real@1.2.3` installs `real`.
  if (version.startsWith('npm:')) return npmParts(version.slice(4));
  if (at < 0 && /^[\w.-]+\/[\w.-]+(?:#.*)?$/.test(spec)) return gitParts('npm', `github:${spec}`);
  const away = awayFromRegistry('npm', version);
  if (away !== undefined) return away;
  return { ecosystem: 'npm', origin: 'registry', name, ...pinOf(version, SEMVER) };
}

/** Reads a requirement as `uvx`, `uv run --with` and `pipx run` take it; `@` and `==` both pin. */
export function pypiPackage(spec: string, at: number): PackageReference {
  return { ...pypiParts(spec.slice(0, MAX_LENGTH).trim()), spec, at };
}

function pypiParts(spec: string): Parts {
  const elsewhere = awayFromRegistry('pypi', spec);
  if (elsewhere !== undefined) return elsewhere;
  const [, written = '', rest = ''] =
    /^([A-Za-z0-9._-]*)(?:\s*\[[^\]]*\])?\s*(.*)$/s.exec(spec) ?? [];
  // PEP 503: case and separators do not tell two projects apart.
  const name = written.toLowerCase().replace(/[-_.]+/g, '-');
  const asked = (rest.split(';', 1)[0] ?? '').trim();
  if (asked.startsWith('@')) {
    const target = asked.slice(1).trim();
    const away = awayFromRegistry('pypi', target);
    return away ?? { ecosystem: 'pypi', origin: 'registry', name, ...pinOf(target, PEP440) };
  }
  const exact = /^={2,3}\s*([^\s,*]+)$/.exec(asked)?.[1];
  return { ecosystem: 'pypi', origin: 'registry', name, ...pinOf(exact ?? asked, PEP440) };
}

/** Reads a module as `go run module@version` takes it. */
export function goPackage(spec: string, at: number): PackageReference {
  const cut = spec.lastIndexOf('@');
  const name = cut < 0 ? spec : spec.slice(0, cut);
  const version = cut < 0 ? '' : spec.slice(cut + 1);
  const isCommit = COMMIT.test(version);
  const pin = isCommit ? { version, pin: 'exact' as const } : pinOf(version, SEMVER);
  return { ecosystem: 'go', origin: 'registry', name, ...pin, spec, at };
}

/** Reads what `deno run` takes beside files: `npm:`, `jsr:` and addresses. */
export function denoPackage(spec: string, at: number): PackageReference | undefined {
  if (/^npm:/i.test(spec)) return { ...npmParts(spec.slice(4).replace(/^\//, '')), spec, at };
  if (/^jsr:/i.test(spec)) {
    return { ...npmParts(spec.slice(4).replace(/^\//, '')), ecosystem: 'jsr', spec, at };
  }
  if (!ADDRESS.test(spec)) return undefined;
  // A version in the path is the convention of registries that serve modules by address.
  const version = /@(v?\d+\.\d+\.\d+[^/?#]{0,60})(?:[/?#]|$)/.exec(spec)?.[1];
  return {
    ecosystem: 'url',
    origin: 'url',
    name: addressName(spec).replace(/@v?\d[^/]*/, ''),
    ...(version === undefined ? { pin: 'none' } : { version, pin: 'exact' }),
    spec,
    at,
  };
}

/** Reads a tool as `dnx` takes it: `Package@1.2.3`. */
export function nugetPackage(
  spec: string,
  version: string | undefined,
  at: number,
): PackageReference {
  const cut = spec.indexOf('@');
  const name = (cut < 0 ? spec : spec.slice(0, cut)).toLowerCase();
  const asked = cut < 0 ? (version ?? '') : spec.slice(cut + 1);
  return { ecosystem: 'nuget', origin: 'registry', name, ...pinOf(asked, PEP440), spec, at };
}

/** A spec that names a repository, an archive or a folder; undefined for the registry's own. */
function awayFromRegistry(ecosystem: Ecosystem, spec: string): Parts | undefined {
  if (HOSTED.test(spec) || GIT.test(spec)) return gitParts(ecosystem, spec);
  if (ADDRESS.test(spec)) {
    const digest = /#(?:.*&)?(sha(?:256|384|512)=[0-9a-f]{64,128})/i.exec(spec)?.[1];
    const pin =
      digest === undefined ? { pin: 'none' as const } : { version: digest, pin: 'exact' as const };
    return { ecosystem, origin: 'url', name: addressName(spec), ...pin };
  }
  if (FOLDER.test(spec)) return { ecosystem, origin: 'folder', name: spec, pin: 'none' };
  return undefined;
}

function gitParts(ecosystem: Ecosystem, spec: string): Parts {
  // pip writes the reference after `@`, npm after `#`; the `@` of a user name is neither.
  const [before = ''] = spec.split('#', 1);
  const authority = /^(?:[a-z+]+:\/\/[^/]*|git@[^:]*:)/i.exec(spec)?.[0].length ?? 0;
  const cut = ecosystem === 'pypi' ? before.indexOf('@', authority) : -1;
  const place = cut < 0 ? before : before.slice(0, cut);
  const fragment = ecosystem === 'pypi' ? '' : spec.slice(before.length + 1);
  const asked = cut < 0 ? fragment : before.slice(cut + 1);
  const name = addressName(place.replace(/^git\+/i, ''));
  if (asked === '') return { ecosystem, origin: 'git', name, pin: 'none' };
  const isCommit = COMMIT.test(asked);
  return { ecosystem, origin: 'git', name, version: asked, pin: isCommit ? 'exact' : 'tag' };
}

/** An address without user, query and fragment, so that it neither holds a secret nor moves. */
function addressName(address: string): string {
  const [path = ''] = address.split(/[?#]/, 1);
  return path.replace(/^([a-z+]+:\/\/)[^/@]*@/i, '$1').replace(/(?:\.git)?\/*$/, '');
}

function pinOf(version: string, exact: RegExp): Pick<PackageReference, 'version' | 'pin'> {
  if (version === '') return { pin: 'none' };
  if (exact.test(version)) return { version, pin: 'exact' };
  return {
    version,
    pin: /^[a-z]/i.test(version) && !/^[xv](?:\.|\d|$)/i.test(version) ? 'tag' : 'range',
  };
}
