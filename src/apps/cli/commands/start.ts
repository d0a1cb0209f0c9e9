import { join } from 'node:path';
import { discover, readConfigFile } from '../../../engines/inventory/index.ts';
import { thisMachine } from '../machine.ts';
import { packageRoot } from '../package.ts';
import { statusLine } from '../progress.ts';
import { write } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';
import { auditPlan } from './audit.ts';
import type { AuditFlags } from './audit.ts';

interface Request {
  readonly flags: AuditFlags;
  readonly terminal: Terminal;
}

/** `warder start`: a first look. This machine's servers, or the bundled labs where it has none. */
export async function runStart({ flags, terminal }: Request): Promise<number> {
  const status = statusLine(terminal);
  try {
    const found = await discover(thisMachine(terminal), { progress: status });
    const snapshots = new Map();
    const trees: [] = [];
    if (found.servers.length > 0 || found.unread.length > 0) {
      const plan = { ...found, label: 'this machine', snapshots, trees };
      return await auditPlan(plan, { flags, status, terminal });
    }
    status.stop();
    await write(terminal.stderr, NO_SERVERS);
    const labs = await readConfigFile(join(packageRoot(), 'labs', 'mcp.json'));
    // Findings on the labs are what they are for, not a failure of this command.
    const exit = await auditPlan(
      { ...labs, label: 'the bundled labs', snapshots, trees },
      { flags: { ...flags, failOn: 'never' }, status, terminal },
    );
    if (exit === 3) await write(terminal.stderr, NOT_ALL_SEEN);
    return exit;
  } finally {
    status.stop();
  }
}

const NO_SERVERS = `No MCP client on this machine has a server configured, so here is an audit of the labs instead:
small servers of ours, some of them bad on purpose. Your own: warder audit --config FILE

`;

const NOT_ALL_SEEN = `
The labs are ours and harmless. Where they cannot be contained: npm start -- --allow-execute
`;
