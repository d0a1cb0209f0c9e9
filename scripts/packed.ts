// The smoke test of what users install: packs the package, installs the tarball in an empty folder and
// runs it there, with the Node that the machine has, as `npx warder` would.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'warder-packed-'));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
};

// npm puts this clone's own programs first on the path; a user has not got them.
const path = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((step) => !step.includes('node_modules'))
  .join(delimiter);
const env = {
  ...process.env,
  PATH: path,
  HOME: join(folder, 'home'),
  XDG_STATE_HOME: join(folder, 'state'),
};

function expectThat(isTrue: boolean, what: string, evidence: unknown): void {
  if (isTrue) return console.log(`ok: ${what}`);
  console.error(`not ok: ${what}\n`, evidence);
  process.exitCode = 1;
}

try {
  mkdirSync(env.HOME);
  execFileSync(process.execPath, [join(root, 'scripts', 'build.ts')], { stdio: 'inherit' });
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename, files, size }] = JSON.parse(packed) as [
    { filename: string; size: number; files: { path: string }[] },
  ];
  console.log(`${filename}: ${files.length} files, ${Math.round(size / 1024)} KiB`);
  const strays = files.filter(({ path: file }) =>
    /\.test\.|(?:^|\/)test\/|\.ts$|\.tsbuildinfo$/.test(file),
  );
  expectThat(strays.length === 0, 'the package holds no tests and no sources', strays);

  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  execFileSync(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      join(folder, filename),
    ],
    {
      cwd: folder,
      env: { ...env, HOME: process.env['HOME'] ?? env.HOME },
      stdio: ['ignore', 2, 2],
    },
  );
  const warder = (...args: string[]): ReturnType<typeof spawnSync> =>
    spawnSync(join(folder, 'node_modules', '.bin', 'warder'), args, {
      cwd: folder,
      env,
      encoding: 'utf8',
      timeout: 120_000,
    });

  const version = warder('--version');
  expectThat(
    version.stdout === `${manifest.version}\n`,
    '`warder --version` prints the version',
    version,
  );

  writeFileSync(
    join(folder, 'mcp.json'),
    JSON.stringify({ mcpServers: { remote: { url: 'http://mcp.example.com/mcp' } } }),
  );
  const audit = warder('audit', '--config', 'mcp.json', '--offline', '--json');
  const report = JSON.parse(String(audit.stdout || '{}')) as { findings?: { rule: string }[] };
  expectThat(
    audit.status === 1 &&
      report.findings?.some(({ rule }) => rule === 'config/plain-http') === true,
    'an audit of a configuration finds what is wrong with it',
    audit,
  );

  const labs = warder('start', '--json');
  const shown = JSON.parse(String(labs.stdout || '{}')) as { summary?: { seen: number } };
  expectThat(
    (shown.summary?.seen ?? 0) > 0,
    '`warder start` looks at the labs that it ships',
    labs,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
