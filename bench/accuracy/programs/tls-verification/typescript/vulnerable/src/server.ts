import https from 'node:https';
import axios from 'axios';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

const server = new McpServer({ name: 'meters', version: '1.0.0' });
const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false });

server.registerTool('reading', { description: 'Reads the meter.' }, async () => {
  const { data } = await axios.get('https://meters.example.com/now', { httpsAgent: agent });
  return { content: [{ type: 'text', text: String(data) }] };
});
