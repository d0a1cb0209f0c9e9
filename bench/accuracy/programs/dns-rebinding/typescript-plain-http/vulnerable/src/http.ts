import { createServer, type IncomingMessage } from 'node:http';
import { answer } from './protocol.js';

const PORT = 4517;

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 1_000_000) throw new Error('too long');
  }
  return text;
}

createServer(async (request, response) => {
  if (request.method !== 'POST' || request.url !== '/mcp') {
    response.writeHead(404).end();
    return;
  }
  try {
    const reply = await answer(JSON.parse(await body(request)));
    if (reply === undefined) {
      response.writeHead(202).end();
    } else {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
    }
  } catch {
    response.writeHead(400).end();
  }
}).listen(PORT, '127.0.0.1');
