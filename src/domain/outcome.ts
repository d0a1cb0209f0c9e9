/** How one rule ended on one thing. Unknown is never pass. */
export type Outcome =
  | { readonly kind: 'pass' }
  | { readonly kind: 'fail'; readonly findings: number }
  | { readonly kind: 'not-applicable'; readonly why: string }
  | { readonly kind: 'unable'; readonly why: string }
  | { readonly kind: 'error'; readonly why: string };

export type OutcomeKind = Outcome['kind'];
