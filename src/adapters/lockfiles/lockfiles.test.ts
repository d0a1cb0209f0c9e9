import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wayTo } from '../../domain/dependency.ts';
import type { Lockfile } from '../../domain/dependency.ts';
import { isLockfile, readLockfile } from './index.ts';

function read(name: string, text: string): Lockfile {
  const lockfile = readLockfile(name, text);
  if ('why' in lockfile) throw new Error(lockfile.why);
  return lockfile;
}

/** Each package with what it needs, development marked by a star. */
function told(lockfile: Lockfile): string[] {
  return lockfile.packages.map(({ isDevelopment, name, needs, origin, version }) => {
    const needed = needs
      .map((at) => lockfile.packages[at])
      .map((one) => `${one?.name}@${one?.version}`);
    const from = origin === 'registry' ? '' : ` from ${origin}`;
    return `${name}@${version}${isDevelopment ? '*' : ''}${from}${needed.length > 0 ? ` > ${needed.join(', ')}` : ''}`;
  });
}

const roots = (lockfile: Lockfile): string[] =>
  lockfile.roots.map((at) => lockfile.packages[at]?.name ?? '');

const sha = `sha512-${'A'.repeat(86)}==`;

describe('npm', () => {
  const byPlace = JSON.stringify({
    name: 'own',
    lockfileVersion: 3,
    packages: {
      '': { name: 'own', dependencies: { a: '^1.0.0' }, devDependencies: { t: '^1.0.0' } },
      'node_modules/a': {
        version: '1.0.0',
        resolved: 'https://registry.example.com/a/-/a-1.0.0.tgz',
        integrity: sha,
        dependencies: { b: '^2.0.0', c: '*' },
      },
      'node_modules/a/node_modules/b': { version: '2.0.0' },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/c': {
        version: '1.0.0',
        resolved: 'git+ssh://git@example.com/c.git#abc',
        dependencies: { b: '^1.0.0' },
      },
      'node_modules/t': { version: '1.0.0', dev: true },
      'node_modules/other': { version: '4.0.0', name: 'real' },
      'node_modules/linked': { resolved: 'packages/linked', link: true },
    },
  });

  test('a package needs the copy that Node would find from its place', () => {
    const lockfile = read('package-lock.json', byPlace);
    expect(told(lockfile)).toEqual([
      'a@1.0.0 > b@2.0.0, c@1.0.0',
      'b@2.0.0',
      'b@1.0.0',
      'c@1.0.0 from git > b@1.0.0',
      't@1.0.0*',
      'real@4.0.0',
    ]);
    expect(roots(lockfile)).toEqual(['a', 't']);
    expect(lockfile.packages[0]).toMatchObject({ integrity: sha, ecosystem: 'npm' });
    expect(wayTo(lockfile, 2).map((at) => lockfile.packages[at]?.name)).toEqual(['a', 'c', 'b']);
  });

  test('the tree of version 1 says the same', () => {
    const lockfile = read(
      'npm-shrinkwrap.json',
      JSON.stringify({
        lockfileVersion: 1,
        dependencies: {
          a: {
            version: '1.0.0',
            requires: { b: '^2.0.0', c: '*' },
            dependencies: { b: { version: '2.0.0' } },
          },
          b: { version: '1.0.0' },
          c: { version: '1.0.0', requires: { b: '^1.0.0' } },
          alias: { version: 'npm:real@3.0.0' },
        },
      }),
    );
    expect(told(lockfile)).toEqual([
      'a@1.0.0 > b@2.0.0, b@1.0.0, c@1.0.0',
      'b@2.0.0',
      'b@1.0.0',
      'c@1.0.0 > b@1.0.0',
      'real@3.0.0',
    ]);
  });
});

describe('pnpm', () => {
  test('version 9: what a package needs stands apart, with its peers', () => {
    const lockfile = read(
      'pnpm-lock.yaml',
      `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      a: { specifier: ^1.0.0, version: 1.0.0(peer@2.0.0) }
      own: { specifier: 'workspace:*', version: link:packages/own }
    devDependencies:
      '@scope/t': { specifier: ^1.0.0, version: 1.0.0 }
packages:
  a@1.0.0: { resolution: { integrity: ${sha} } }
  peer@2.0.0: { resolution: { integrity: ${sha} } }
  string_decoder@1.3.0: { resolution: { integrity: ${sha} } }
  '@scope/t@1.0.0': { resolution: { integrity: ${sha} } }
snapshots:
  a@1.0.0(peer@2.0.0):
    dependencies: { peer: 2.0.0, string_decoder: 1.3.0 }
  peer@2.0.0: {}
  '@scope/t@1.0.0': {}
`,
    );
    expect(told(lockfile)).toEqual([
      'a@1.0.0 > peer@2.0.0, string_decoder@1.3.0',
      'peer@2.0.0',
      'string_decoder@1.3.0',
      '@scope/t@1.0.0',
    ]);
    expect(roots(lockfile)).toEqual(['a', '@scope/t']);
  });

  test('version 5: names and versions are parted by slashes', () => {
    const lockfile = read(
      'pnpm-lock.yaml',
      `lockfileVersion: 5.4
specifiers: { a: ^1.0.0 }
dependencies: { a: 1.0.0_peer@2.0.0 }
packages:
  /a/1.0.0_peer@2.0.0:
    resolution: { integrity: ${sha} }
    dependencies: { '@scope/b': 2.0.0 }
  /@scope/b/2.0.0:
    resolution: { integrity: ${sha} }
    dev: true
`,
    );
    expect(told(lockfile)).toEqual(['a@1.0.0 > @scope/b@2.0.0', '@scope/b@2.0.0*']);
    expect(roots(lockfile)).toEqual(['a']);
  });
});

describe('yarn', () => {
  test('version 1 has a form of its own', () => {
    const lockfile = read(
      'yarn.lock',
      `# yarn lockfile v1


"@scope/a@^1.0.0", "@scope/a@^1.1.0":
  version "1.1.0"
  resolved "https://registry.example.com/@scope/a/-/a-1.1.0.tgz#abc"
  integrity ${sha}
  dependencies:
    b "^2.0.0"
  optionalDependencies:
    "c" "*"

b@^2.0.0:
  version "2.0.1"

c@*:
  version "3.0.0"

alias@npm:real@^1.0.0:
  version "1.0.0"
`,
    );
    expect(told(lockfile)).toEqual([
      '@scope/a@1.1.0 > b@2.0.1, c@3.0.0',
      'b@2.0.1',
      'c@3.0.0',
      'real@1.0.0',
    ]);
    expect(roots(lockfile)).toEqual(['@scope/a', 'real']);
    expect(lockfile.packages.map(({ line }) => line)).toEqual([4, 13, 16, 19]);
  });

  test('version 2 and later is YAML', () => {
    const lockfile = read(
      'yarn.lock',
      `__metadata:
  version: 8

"a@npm:^1.0.0, a@npm:^1.1.0":
  version: 1.1.0
  resolution: "a@npm:1.1.0"
  checksum: 10c0/abc
  dependencies:
    b: "npm:^2.0.0"

"b@npm:^2.0.0":
  version: 2.0.0
  resolution: "b@npm:2.0.0"

"own@workspace:.":
  version: 0.0.0-use.local
  resolution: "own@workspace:."
  dependencies:
    a: "npm:^1.0.0"
`,
    );
    expect(told(lockfile)).toEqual(['a@1.1.0 > b@2.0.0', 'b@2.0.0']);
    expect(roots(lockfile)).toEqual(['a']);
  });
});

test('bun: a parent may have its own version', () => {
  const lockfile = read(
    'bun.lock',
    `{
  "lockfileVersion": 1,
  "workspaces": { "": { "name": "own", "dependencies": { "a": "^1.0.0" }, "devDependencies": { "t": "*" } } },
  "packages": {
    "a": ["a@1.0.0", "", { "dependencies": { "b": "^2.0.0" } }, "${sha}"],
    "b": ["b@1.0.0", "", {}, "${sha}"],
    "t": ["t@1.0.0", "", {}, "${sha}"],
    "a/b": ["b@2.0.0", "", {}, "${sha}"],
    "git": ["git@github:someone/git#abc", {}, "abc"],
  },
}`,
  );
  expect(told(lockfile)).toEqual([
    'a@1.0.0 > b@2.0.0',
    'b@1.0.0',
    't@1.0.0',
    'b@2.0.0',
    'git@github:someone/git#abc from git',
  ]);
  expect(roots(lockfile)).toEqual(['a', 't']);
});

describe('Python', () => {
  test('uv', () => {
    const lockfile = read(
      'uv.lock',
      `version = 1
[[package]]
name = "own"
version = "0.1.0"
source = { editable = "." }
dependencies = [{ name = "a-b" }]
[package.dev-dependencies]
dev = [{ name = "t" }]
[[package]]
name = "a-b"
version = "1.0.0"
source = { registry = "https://index.example.com/simple" }
dependencies = [{ name = "c", extra = ["x"] }]
sdist = { url = "https://files.example.com/a.tar.gz", hash = "sha256:00" }
[[package]]
name = "c"
version = "2.0.0"
source = { git = "https://example.com/c?rev=main#abc" }
[package.optional-dependencies]
x = [{ name = "t" }]
[[package]]
name = "t"
version = "3.0.0"
source = { registry = "https://index.example.com/simple" }
`,
    );
    expect(told(lockfile)).toEqual([
      'a-b@1.0.0 > c@2.0.0',
      'c@2.0.0 from git > t@3.0.0',
      't@3.0.0',
    ]);
    expect(roots(lockfile)).toEqual(['a-b', 't']);
    expect(lockfile.packages[0]?.integrity).toBe('sha256:00');
  });

  test('Poetry: what nothing needs is what the project asks for', () => {
    const lockfile = read(
      'poetry.lock',
      `[[package]]
name = "A.B"
version = "1.0.0"
groups = ["main"]
files = [{ file = "a.whl", hash = "sha256:00" }]
[package.dependencies]
c = ">=1"
[[package]]
name = "c"
version = "2.0.0"
groups = ["main", "dev"]
[[package]]
name = "t"
version = "1.0.0"
groups = ["dev"]
`,
    );
    expect(told(lockfile)).toEqual(['a-b@1.0.0 > c@2.0.0', 'c@2.0.0', 't@1.0.0*']);
    expect(roots(lockfile)).toEqual(['a-b', 't']);
  });

  test('PDM and Pipenv', () => {
    const pdm = read(
      'pdm.lock',
      `[[package]]
name = "a"
version = "1.0.0"
groups = ["default"]
dependencies = ["c[x]>=1; python_version > '3'"]
[[package]]
name = "c"
version = "2.0.0"
groups = ["default"]
`,
    );
    expect(told(pdm)).toEqual(['a@1.0.0 > c@2.0.0', 'c@2.0.0']);
    const pipenv = read(
      'Pipfile.lock',
      JSON.stringify({
        default: { a: { version: '==1.0.0', hashes: ['sha256:00'] }, g: { git: 'https://x' } },
        develop: { t: { version: '==2.0.0' } },
      }),
    );
    expect(told(pipenv)).toEqual(['a@1.0.0', 't@2.0.0*']);
  });

  test('requirements: pinned lines, with the line on which each begins', () => {
    const lockfile = read(
      'requirements-prod.txt',
      `# made by a tool
-r base.txt
--index-url https://index.example.com/simple
A_b[x]==1.0.0 ; python_version > "3" \\
    --hash=sha256:00 \\
    --hash=sha256:11
c==2.0.0  # why
d>=1.0
e==1.*
-e ./own
`,
    );
    expect(told(lockfile)).toEqual(['a-b@1.0.0', 'c@2.0.0']);
    expect(lockfile.packages.map(({ line }) => line)).toEqual([4, 7]);
    expect(lockfile.packages[0]?.integrity).toBe('sha256:00');
    expect(lockfile.problems.map(({ at }) => at)).toEqual([8, 9, 10]);
  });
});

test('Go: what is replaced is what is built', () => {
  const lockfile = read(
    'go.mod',
    `module example.com/own

go 1.24
toolchain go1.24.3

require (
	example.com/a v1.2.3
	example.com/b v0.0.0-20240101000000-abcdefabcdef // indirect
	example.com/c/v2 v2.0.0+incompatible
)

require example.com/d v1.0.0

replace example.com/c/v2 => example.com/fork/v2 v2.1.0
replace example.com/d v1.0.0 => ../d
`,
  );
  expect(told(lockfile)).toEqual([
    'stdlib@1.24.3',
    'example.com/a@1.2.3',
    'example.com/b@0.0.0-20240101000000-abcdefabcdef',
    'example.com/fork/v2@2.1.0',
    '../d@1.0.0 from path',
  ]);
  expect(roots(lockfile)).toHaveLength(4);
});

test('Cargo: of several versions the one that is named', () => {
  const lockfile = read(
    'Cargo.lock',
    `version = 4
[[package]]
name = "own"
version = "0.1.0"
dependencies = ["a", "b 2.0.0"]
[[package]]
name = "a"
version = "1.0.0"
source = "registry+https://index.example.com"
checksum = "00"
dependencies = ["b 1.0.0"]
[[package]]
name = "b"
version = "1.0.0"
source = "registry+https://index.example.com"
[[package]]
name = "b"
version = "2.0.0"
source = "git+https://example.com/b#abc"
`,
  );
  expect(told(lockfile)).toEqual(['a@1.0.0 > b@1.0.0', 'b@1.0.0', 'b@2.0.0 from git']);
  expect(lockfile.roots).toEqual([0, 2]);
});

describe('what is broken or hostile', () => {
  test.each(['', '{', '[]', '{"packages":[]}', '{"packages":{"node_modules/a":{"version":7}}}'])(
    'package-lock.json with %j gives no package',
    (text) => {
      const lockfile = readLockfile('package-lock.json', text);
      expect('why' in lockfile ? [] : lockfile.packages).toEqual([]);
    },
  );

  test('a circle of needs ends', () => {
    const packages = {
      '': { dependencies: { a: '*' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '*' } },
      'node_modules/b': { version: '1.0.0', dependencies: { a: '*' } },
    };
    const lockfile = read('package-lock.json', JSON.stringify({ packages }));
    expect(wayTo(lockfile, 1)).toEqual([0, 1]);
    expect(wayTo(lockfile, 0)).toEqual([0]);
  });

  test('names of members that objects have of themselves are names like others', () => {
    const text =
      '{"packages":{"node_modules/constructor":{"version":"1.0.0"},"node_modules/__proto__":{"version":"2.0.0"}}}';
    expect(told(read('package-lock.json', text))).toEqual(['constructor@1.0.0', '__proto__@2.0.0']);
  });

  test('a tree that goes on and on is followed only so far', () => {
    const deep = `${'{"dependencies":{"a":{"version":"1.0.0",'.repeat(60)}"x":1${'}}}'.repeat(60)}`;
    const lockfile = readLockfile(
      'package-lock.json',
      deep.replaceAll(',{"dependencies"', ',"dependencies"'),
    );
    expect('why' in lockfile || lockfile.packages.length <= 65).toBe(true);
  });

  const names = [
    'package-lock.json',
    'pnpm-lock.yaml',
    'yarn.lock',
    'bun.lock',
    'uv.lock',
    'poetry.lock',
    'pdm.lock',
    'Pipfile.lock',
    'requirements.txt',
    'go.mod',
    'Cargo.lock',
  ];
  test.each(names)('%s: any text is read or refused, never thrown at', (name) => {
    expect(isLockfile(name)).toBe(true);
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        readLockfile(name, text);
      }),
      { numRuns: 100 },
    );
  });

  test('whatever stands in JSON, what is needed and asked for is there', () => {
    const keys = fc.constantFrom('packages', 'dependencies', 'default', 'workspaces', '', 'a');
    const document = fc.dictionary(
      keys,
      fc.oneof(fc.dictionary(keys, fc.jsonValue()), fc.jsonValue()),
    );
    fc.assert(
      fc.property(document, (value) => {
        for (const name of ['package-lock.json', 'bun.lock', 'Pipfile.lock']) {
          const lockfile = read(name, JSON.stringify(value));
          const asked = [...lockfile.roots, ...lockfile.packages.flatMap(({ needs }) => needs)];
          expect(asked.filter((at) => lockfile.packages[at] === undefined)).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('another name is no lockfile', () => {
    expect(isLockfile('package.json')).toBe(false);
    expect(readLockfile('package.json', '{}')).toMatchObject({ why: /no lockfile/ });
  });
});
