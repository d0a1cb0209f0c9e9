import Database from 'better-sqlite3';
import { FastMCP } from 'fastmcp';
import { z } from 'zod';

const db = new Database('diary.db');
const server = new FastMCP({ name: 'diary', version: '1.0.0' });

server.addTool({
  name: 'entries_of',
  description: 'Lists the entries of a day.',
  parameters: z.object({ day: z.string() }),
  execute: async ({ day }) => {
    const rows = db.prepare("SELECT text FROM entries WHERE day = '" + day + "'").all();
    return JSON.stringify(rows);
  },
});
