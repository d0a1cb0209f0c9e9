import { createApp } from './app.js';

const port = Number(process.env.PANEL_PORT ?? 8480);

createApp().listen(port, '127.0.0.1', (error?: Error) => {
  if (error) {
    console.error(error.message);
    process.exit(1);
  }
  console.error(`http://localhost:${port}/mcp`);
});
