import { serve } from '../../lib/serve.mjs';

// Good: the description names the path of a secret to say that the tool stays away from it.
export const lab = serve(import.meta, {
  name: 'backup',
  version: '1.0.0',
  eras: ['legacy'],
  tools: [
    {
      name: 'plan_backup',
      description:
        'Lists the files of a folder that a backup would hold. Folders with keys, such as ~/.ssh, ' +
        'are always left out.',
      inputSchema: {
        type: 'object',
        properties: { folder: { type: 'string', description: 'Folder to back up.' } },
        required: ['folder'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ folder }) => `${folder} holds nothing.`,
    },
  ],
});
