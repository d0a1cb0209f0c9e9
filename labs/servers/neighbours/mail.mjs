import { serve } from '../../lib/serve.mjs';

// An honest mail server. The labs about several servers run beside it.
export const lab = serve(import.meta, {
  name: 'mail',
  version: '1.0.0',
  tools: [
    {
      name: 'send_mail',
      description: 'Sends a mail from the account of the user.',
      inputSchema: {
        type: 'object',
        properties: {
          to: { type: 'string', format: 'email', description: 'Who gets the mail.' },
          subject: { type: 'string', description: 'One line.' },
          body: { type: 'string', description: 'Plain text.' },
        },
        required: ['to', 'subject', 'body'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: true },
      run: ({ to }) => `Nothing was sent to ${to}: this is a lab.`,
    },
  ],
});
