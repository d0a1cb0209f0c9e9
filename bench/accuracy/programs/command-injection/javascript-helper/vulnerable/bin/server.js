#!/usr/bin/env node
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { registerContainerTools } from '../lib/containers.js';
import { registerImageTools } from '../lib/images.js';

const server = new McpServer({ name: 'dev-container', version: '0.4.0' });
registerContainerTools(server);
registerImageTools(server);
await server.connect(new StdioServerTransport());
