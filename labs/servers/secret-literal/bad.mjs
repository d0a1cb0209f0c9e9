import { serve } from '../../lib/serve.mjs';

// Bad: a live token as the default of a parameter. Everybody who lists the tools has it.
// Found by definition/secret-literal. The good twin keeps the token in the server's environment.
// Not a token of anybody, and put together here so that no secret scanner takes it for one.
const token = ['sk', 'live', 'kQ7wTz4LmV9sXb2RnH6pYc8D'].join('_');

export const lab = serve(import.meta, {
  name: 'issues',
  version: '1.0.0',
  tools: [
    {
      name: 'list_issues',
      description: 'Lists the open issues of a project.',
      inputSchema: {
        type: 'object',
        properties: {
          project: { type: 'string', description: 'Name of the project.' },
          access: { type: 'string', description: 'How to sign in.', default: token },
        },
        required: ['project'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: true },
      run: ({ project }) => `${project} has no open issue.`,
    },
  ],
});
