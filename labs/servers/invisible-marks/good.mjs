import { serve } from '../../lib/serve.mjs';

// Good: a family emoji is joined with zero-width joiners, and Persian spelling needs the non-joiner.
// Both are how the script is written, and hide nothing.
export const lab = serve(import.meta, {
  name: 'translator',
  version: '1.0.0',
  tools: [
    {
      name: 'translate',
      description:
        'Translates a text. Knows emoji (\u{1F468}\u200D\u{1F469}\u200D\u{1F467}) and Persian ' +
        '(می\u200Cخواهم).',
      inputSchema: {
        type: 'object',
        properties: {
          text: { type: 'string', description: 'What to translate.' },
          language: { type: 'string', description: 'BCP 47 tag of the target language.' },
        },
        required: ['text', 'language'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ text, language }) => `[${language}] ${text}`,
    },
  ],
});
