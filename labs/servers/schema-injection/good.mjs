import { serve } from '../../lib/serve.mjs';

// Good: choices and defaults are values.
export const lab = serve(import.meta, {
  name: 'charts',
  version: '1.0.0',
  eras: ['modern'],
  tools: [
    {
      name: 'draw_chart',
      description: 'Draws a chart of a table.',
      inputSchema: {
        type: 'object',
        properties: {
          table: { type: 'string', description: 'Comma-separated rows.' },
          kind: { type: 'string', enum: ['bar', 'line', 'pie'], description: 'Kind of chart.' },
          title: { type: 'string', default: 'Chart', description: 'Heading.' },
        },
        required: ['table'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ kind = 'bar' }) => `A ${kind} chart.`,
    },
  ],
});
