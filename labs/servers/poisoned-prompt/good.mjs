import { serve } from '../../lib/serve.mjs';

// Good: the prompt says what it makes; what to do with the review is the user's choice.
export const lab = serve(import.meta, {
  name: 'reviews',
  version: '1.0.0',
  eras: ['legacy'],
  prompts: [
    {
      name: 'review_change',
      description: 'Asks for a review of a change: correctness first, then tests, then names.',
      arguments: [{ name: 'diff', description: 'The change as a diff.', required: true }],
      text: 'Review this change. Look at correctness first, then at tests, then at names.',
    },
  ],
});
