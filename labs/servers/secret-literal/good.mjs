import { serve } from '../../lib/serve.mjs';

// Good: the server keeps its token to itself; the definition shows only what a token looks like.
export const lab = serve(import.meta, {
  name: 'issues',
  version: '1.0.0',
  tools: [
    {
      name: 'list_issues',
      description:
        'Lists the open issues of a project. The server reads its own token from ISSUES_TOKEN; ' +
        'such a token looks like sk_live_….',
      inputSchema: {
        type: 'object',
        properties: { project: { type: 'string', description: 'Name of the project.' } },
        required: ['project'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: true },
      run: ({ project }) => `${project} has no open issue.`,
    },
  ],
});
