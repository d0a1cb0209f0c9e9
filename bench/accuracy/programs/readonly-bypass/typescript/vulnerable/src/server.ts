import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import pg from 'pg';
import { z } from 'zod';

const pool = new pg.Pool();
const server = new McpServer({ name: 'metrics', version: '1.0.0' });
const WRITES = ['INSERT', 'UPDATE', 'DELETE', 'DROP'];

server.registerTool(
  'query',
  { description: 'Runs a query that only reads.', inputSchema: { sql: z.string() } },
  async ({ sql }) => {
    if (WRITES.some((word) => sql.toUpperCase().includes(word))) throw new Error('read only');
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query(sql);
      await client.query('ROLLBACK');
      return { content: [{ type: 'text', text: JSON.stringify(rows) }] };
    } finally {
      client.release();
    }
  },
);
