import { serve } from '../../lib/serve.mjs';

// Good: a consequential tool that asks for the user's word.
export const lab = serve(import.meta, {
  name: 'releases',
  version: '1.0.0',
  tools: [
    {
      name: 'publish_release',
      description:
        'Publishes a release to all users. Ask the user for confirmation before each call.',
      inputSchema: {
        type: 'object',
        properties: { version: { type: 'string', description: 'Semantic version.' } },
        required: ['version'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: false, destructiveHint: true, openWorldHint: true },
      run: ({ version }) => `${version} was not published: this is a lab.`,
    },
  ],
});
