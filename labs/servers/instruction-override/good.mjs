import { serve } from '../../lib/serve.mjs';

// Good: the description says what the tool does, what it takes and what it gives, and stops there.
export const lab = serve(import.meta, {
  name: 'currency',
  version: '1.0.0',
  tools: [
    {
      name: 'convert_currency',
      description: 'Converts an amount between two currencies at the European Central Bank rate.',
      inputSchema: {
        type: 'object',
        properties: {
          amount: { type: 'number', description: 'How much to convert.' },
          from: { type: 'string', description: 'ISO 4217 code of the source currency.' },
          to: { type: 'string', description: 'ISO 4217 code of the target currency.' },
        },
        required: ['amount', 'from', 'to'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: true },
      run: ({ amount, from, to }) => `${amount} ${from} = ${(amount * 1.1).toFixed(2)} ${to}`,
    },
  ],
});
