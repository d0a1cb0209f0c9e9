// Makes a clone ready to run: the dependencies by lockfile, and the programs that containment needs.
// Runs on Node 20 and uses nothing but Node. Says what it does; does nothing when nothing is missing.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const say = (text) => process.stderr.write(`setup: ${text}\n`);

function fail(text) {
  say(text);
  process.exit(2);
}

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Node 20 or newer is needed to set up, and this is ${process.version}`);

/** Whether every dependency that the manifest names has its folder: something may have taken one away. */
function isWhole() {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  return names.every((name) => existsSync(join(root, 'node_modules', name, 'package.json')));
}

/** The Node that runs the rest: the pinned one where there is one for this platform, or else this. */
function checkNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const pinned = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'package.json');
  const [first, second] = process.versions.node.split('.').map(Number);
  if (existsSync(pinned) || first > 24 || (first === 24 && second >= 15)) return;
  fail(
    `Node 24.15 or newer is needed, this is ${process.version}, and none can be brought for ` +
      `${process.platform} ${process.arch}. Install it (https://nodejs.org/) and run this again.`,
  );
}

/** Installs what the lockfile names, once for each state of the lockfile. */
function installDependencies() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex');
  const mark = join(root, 'node_modules', '.warder-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === digest && isWhole()) return;
  say('installing the dependencies (npm ci, install scripts off) …');
  const npm = process.env.npm_execpath;
  const run = npm?.endsWith('js')
    ? spawnSync(
        process.execPath,
        [npm, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
        { cwd: root, stdio: ['ignore', 2, 2] },
      )
    : spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: root,
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      });
  if (run.status !== 0) {
    fail(
      'npm ci failed; its message stands above. Without a network, run it once where there is one.',
    );
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(mark, digest);
  say('dependencies are installed');
}

/** What contained launches need on Linux: program → Debian package. */
const PROGRAMS = { bwrap: 'bubblewrap', socat: 'socat', rg: 'ripgrep' };

function isOnPath(program) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));
}

function installPrograms() {
  if (process.platform !== 'linux') return;
  const missing = Object.keys(PROGRAMS).filter((program) => !isOnPath(program));
  if (missing.length === 0) return;
  const packages = missing.map((program) => PROGRAMS[program]);
  const how = `apt-get install ${packages.join(' ')}`;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !isOnPath('apt-get')) {
    say(
      `containment needs ${packages.join(', ')}, which ${packages.length === 1 ? 'is' : 'are'} not installed.`,
    );
    say(
      isOnPath('apt-get') ? `install with: sudo ${how}` : 'install them with your package manager.',
    );
    say('without them Warder still runs; it then starts no local server unless you allow it.');
    return;
  }
  say(`installing ${packages.join(', ')} for containment …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: ['ignore', 'ignore', 2] };
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', ...packages],
      options,
    );
    say(`${packages.join(', ')}: installed`);
  } catch {
    say(`could not install them; containment will be off until you run: ${how}`);
  }
}

installDependencies();
checkNode();
installPrograms();
