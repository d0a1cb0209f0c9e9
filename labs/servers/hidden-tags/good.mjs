import { serve } from '../../lib/serve.mjs';

// Good: the flag of Wales is spelt with tag characters too, and hides nothing: it is drawn.
export const lab = serve(import.meta, {
  name: 'dictionary',
  version: '1.0.0',
  eras: ['modern'],
  tools: [
    {
      name: 'define_word',
      description:
        'Gives the meaning of a word. Welsh words are marked with their flag: ' +
        '\u{1F3F4}\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}.',
      inputSchema: {
        type: 'object',
        properties: { word: { type: 'string', description: 'The word to look up.' } },
        required: ['word'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ word }) => `${word}: not in this small dictionary.`,
    },
  ],
});
