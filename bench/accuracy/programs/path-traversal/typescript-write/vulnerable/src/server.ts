import fs from 'node:fs';
import path from 'node:path';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'reports', version: '1.0.0' });
const OUTPUT = path.resolve('reports');

class Reports {
  save(name: string, text: string): string {
    const target = path.join(OUTPUT, name);
    fs.writeFileSync(target, text);
    return target;
  }
}
const reports = new Reports();

server.registerTool(
  'save_report',
  { description: 'Saves a report.', inputSchema: { name: z.string(), text: z.string() } },
  async (args) => ({ content: [{ type: 'text', text: reports.save(args.name, args.text) }] }),
);
