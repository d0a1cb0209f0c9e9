// Speed and memory of the whole program, as ratios against a baseline in the same run. Prints a table, or
// JSON with --json; exits 1 when a bar is missed. Machines are shared and noisy: medians of several runs.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const warder = join(root, 'bin', 'warder');
const folder = mkdtempSync(join(tmpdir(), 'warder-bench-'));
const env = { ...process.env, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder };
const RUNS = 9;

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly bar: string;
  readonly isMet: boolean;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

function seconds(command: string, args: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { error } = spawnSync(command, args, { env, cwd: folder, stdio: 'ignore' });
  if (error !== undefined) throw error;
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** `warder --version` against a Node that does nothing, in turn. */
function startup(): Row {
  const pairs = Array.from({ length: RUNS }, () => {
    const nothing = seconds(process.execPath, ['-e', '0']);
    return seconds(process.execPath, [warder, '--version']) / nothing;
  });
  const ratio = median(pairs);
  return {
    what: 'warder --version ÷ node -e 0',
    measured: ratio.toFixed(2),
    bar: '≤ 3',
    isMet: ratio <= 3,
  };
}

const modules = 'node_modules/@modelcontextprotocol';
const SERVERS: Readonly<Record<string, readonly string[]>> = {
  everything: [`${modules}/server-everything/dist/index.js`, 'stdio'],
  filesystem: [`${modules}/server-filesystem/dist/index.js`, folder],
  memory: [`${modules}/server-memory/dist/index.js`],
  currency: ['labs/servers/instruction-override/good.mjs'],
  notes: ['labs/servers/concealment/bad.mjs'],
};

/** Seconds from start to the list of tools, asked by a client that does nothing else. */
async function startToList(args: readonly string[]): Promise<number> {
  const start = process.hrtime.bigint();
  const [script = '', ...rest] = args;
  const child = spawn(process.execPath, [join(root, script), ...rest], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const send = (message: object): void => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  };
  const clientInfo = { name: 'bench', version: '0' };
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo };
  send({ id: 1, method: 'initialize', params });
  let text = '';
  let hasAsked = false;
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (!hasAsked && text.includes('"serverInfo"') && text.endsWith('\n')) {
      hasAsked = true;
      send({ method: 'notifications/initialized' });
      send({ id: 2, method: 'tools/list', params: {} });
    }
    if (text.includes('"tools":[') && text.endsWith('\n')) break;
  }
  child.kill();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** Writes the peak resident memory of the process that loads it, in kilobytes, when that ends. */
function memoryProbe(file: string): string {
  const script = `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(file)},String(process.resourceUsage().maxRSS)))`;
  return `data:text/javascript,${encodeURIComponent(script)}`;
}

/** An audit of five servers against the slowest of them alone, and the memory it took. */
async function fiveServers(): Promise<Row[]> {
  const config = join(folder, 'mcp.json');
  const mcpServers = Object.fromEntries(
    Object.entries(SERVERS).map(([name, [script = '', ...rest]]) => [
      name,
      { command: process.execPath, args: [join(root, script), ...rest] },
    ]),
  );
  writeFileSync(config, JSON.stringify({ mcpServers }));
  const slowest: number[] = [];
  const audits: number[] = [];
  const memory: number[] = [];
  for (let run = 0; run < 5; run++) {
    const alone: number[] = [];
    for (const args of Object.values(SERVERS)) alone.push(await startToList(args));
    slowest.push(Math.max(...alone));
    const peak = join(folder, `peak-${run}`);
    const args = ['--import', memoryProbe(peak), warder, 'audit', '--config', config, '--no-store'];
    audits.push(seconds(process.execPath, args));
    memory.push(Number(readFileSync(peak, 'utf8')) / 1024);
  }
  const [whole, one, peak] = [median(audits), median(slowest), median(memory)];
  return [
    {
      what: 'audit of five servers − the slowest of them alone',
      measured: `${(whole - one).toFixed(2)} s (${whole.toFixed(2)} − ${one.toFixed(2)}, ×${(whole / one).toFixed(1)})`,
      bar: '≤ 2 s',
      isMet: whole - one <= 2,
    },
    {
      what: 'peak resident memory of that audit',
      measured: `${Math.round(peak)} MB`,
      bar: '≤ 250 MB',
      isMet: peak <= 250,
    },
  ];
}

try {
  const rows = [startup(), ...(await fiveServers())];
  if (process.argv.includes('--json')) console.log(JSON.stringify(rows, null, 2));
  for (const { bar, isMet, measured, what } of process.argv.includes('--json') ? [] : rows) {
    console.log(`${isMet ? 'met   ' : 'MISSED'} ${what}: ${measured} (bar ${bar})`);
  }
  process.exitCode = rows.every(({ isMet }) => isMet) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
