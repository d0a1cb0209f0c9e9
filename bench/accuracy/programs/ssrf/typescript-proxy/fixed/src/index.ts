import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { config } from './config.js';
import { Gateway, GatewayError } from './gateway.js';

const server = new McpServer({ name: 'sensor-relay', version: '0.8.3' });
const gateway = z.string().url().describe('address of a gateway');

async function attempt(work: () => Promise<unknown>) {
  try {
    return { content: [{ type: 'text' as const, text: JSON.stringify(await work()) }] };
  } catch (error) {
    const text = error instanceof GatewayError ? error.message : 'the gateway did not answer';
    return { isError: true, content: [{ type: 'text' as const, text }] };
  }
}

server.registerTool('gateways', { description: 'Lists our gateways.' }, () =>
  attempt(async () => config.RELAY_GATEWAYS),
);

server.registerTool(
  'sensors',
  { description: 'Lists the sensors at a gateway.', inputSchema: { gateway } },
  (args) => attempt(() => new Gateway(args.gateway).sensors()),
);

server.registerTool(
  'reading',
  { description: 'Last reading of a sensor.', inputSchema: { gateway, sensor: z.string() } },
  (args) => attempt(() => new Gateway(args.gateway).reading(args.sensor)),
);

server.registerTool('first_gateway_sensors', { description: 'Lists the sensors at the main site.' }, () =>
  attempt(() => new Gateway(config.RELAY_GATEWAYS[0]!).sensors()),
);

await server.connect(new StdioServerTransport());
