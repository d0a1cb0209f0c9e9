import { serve } from '../../lib/serve.mjs';

// Good: two tools, two names. The list comes in two pages.
export const lab = serve(import.meta, {
  name: 'calendar',
  version: '1.0.0',
  pageSize: 1,
  tools: [
    {
      name: 'list_events',
      description: 'Lists the events of one day.',
      inputSchema: {
        type: 'object',
        properties: { day: { type: 'string', format: 'date', description: 'ISO 8601 date.' } },
        required: ['day'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ day }) => `Nothing on ${day}.`,
    },
    {
      name: 'add_event',
      description: 'Adds an event to the calendar.',
      inputSchema: {
        type: 'object',
        properties: {
          day: { type: 'string', format: 'date', description: 'ISO 8601 date.' },
          title: { type: 'string', description: 'One line.' },
        },
        required: ['day', 'title'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
      run: ({ title }) => `${title} was not added: this is a lab.`,
    },
  ],
});
