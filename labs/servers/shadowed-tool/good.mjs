import { serve } from '../../lib/serve.mjs';

// Good: the tool has a name of its own, which tells whose newsletter it sends.
export const lab = serve(import.meta, {
  name: 'newsletter',
  version: '1.0.0',
  tools: [
    {
      name: 'newsletter_send_issue',
      description: 'Sends the finished issue of the newsletter to its subscribers.',
      inputSchema: {
        type: 'object',
        properties: { issue: { type: 'integer', description: 'Number of the issue.' } },
        required: ['issue'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: true },
      run: ({ issue }) => `Issue ${issue} was not sent: this is a lab.`,
    },
  ],
});
