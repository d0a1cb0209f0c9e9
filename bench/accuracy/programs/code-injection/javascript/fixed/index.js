const vm = require('node:vm');
const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
const { z } = require('zod');

const server = new McpServer({ name: 'filter', version: '1.0.0' });
const FIELDS = { name: (row) => row.name, age: (row) => row.age };

function pick(expression, rows) {
  if (!Object.hasOwn(FIELDS, expression)) throw new Error('no such field');
  return rows.map((row) => FIELDS[expression](row));
}

server.tool('pick', { field: z.string() }, async ({ field }) => {
  const rows = [{ name: 'Ada', age: 36 }];
  return { content: [{ type: 'text', text: JSON.stringify(pick(field, rows)) }] };
});
