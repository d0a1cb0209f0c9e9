import { serve } from '../../lib/serve.mjs';

// Good: the tool is what it was, however often it is called; only its answer changes.
let calls = 0;

export const lab = serve(import.meta, {
  name: 'uptime',
  version: '1.0.0',
  tools: [
    {
      name: 'show_uptime',
      description: 'Shows since when the build server is up.',
      inputSchema: { type: 'object', properties: {}, additionalProperties: false },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: () => {
        calls += 1;
        return `The build server has been up for three days. You asked ${calls} times.`;
      },
    },
  ],
});
