// Which findings count as being about the same weakness as a labelled flaw.
//
// A label has a class (the corpus' own word) and one CWE; a rule has CWEs of its own. The two meet through
// families: the weaknesses that one and the same flaw is filed under, read from the CWE hierarchy
// (parents, children, "can precede", "can follow"). A family is kept to what a reader would accept as
// "yes, that is the flaw": pillars such as CWE-20 or CWE-693 stand only where labels are filed under them.

interface Family {
  readonly classes: readonly string[];
  readonly cwe: readonly number[];
}

const FAMILIES: Readonly<Record<string, Family>> = {
  // 23 and 36 are children of 22; 59 and 61 are the link form; 73 precedes 22; 552 and 668 are what
  // comes of it; 424 is the way around the check; 367 is the check that came too early.
  files: {
    classes: ['path-traversal', 'symlink-escape', 'archive-extraction', 'file-read', 'file-write'],
    cwe: [22, 23, 36, 59, 61, 73, 367, 409, 424, 434, 552, 610, 668, 706],
  },
  // 78 and 88 are children of 77; one fix turns a shell line (78) into an argument vector (88).
  command: {
    classes: ['command-injection', 'argument-injection', 'option-injection'],
    cwe: [77, 78, 88],
  },
  // 95 and 96 are children of 94, 1336 its form in a template; 184 is the deny-list before the evaluator.
  code: {
    classes: ['code-injection', 'template-injection', 'sandbox-escape'],
    cwe: [94, 95, 96, 184, 693, 913, 1336],
  },
  // 89, 564 and 643 are children of 943.
  query: {
    classes: ['sql-injection', 'nosql-injection', 'query-injection'],
    cwe: [89, 90, 184, 564, 643, 943],
  },
  // A read-only mode is an authorisation (862, 863, 285), made by a filter (184) over statements (89, 943).
  'read-only': {
    classes: ['readonly-bypass', 'read-only-bypass', 'excessive-agency', 'fail-open'],
    cwe: [89, 184, 285, 424, 636, 693, 697, 862, 863, 943, 1188],
  },
  // 918 is a child of 441; the check of the address that fails is a 20, 184, 346 or 1289 of the string.
  request: {
    classes: ['ssrf', 'host-validation', 'url-validation'],
    cwe: [20, 184, 185, 346, 367, 441, 601, 610, 625, 697, 777, 918, 939, 1289],
  },
  // A value that becomes part of a path or header of a request: 74 is the parent of 93 and 113.
  'request-part': {
    classes: ['url-path-injection', 'header-injection', 'crlf-injection', 'parameter-injection'],
    cwe: [22, 23, 74, 88, 93, 113, 116, 177, 436, 444, 918],
  },
  // The same missing check of Origin or Host, filed as an origin error (346, 350, 1385), as an unsafe
  // default (1188), as exposure (668) or as cross-site requests (352, 942).
  origin: {
    classes: ['dns-rebinding', 'origin-validation', 'csrf', 'cors', 'permissive-cors'],
    cwe: [346, 350, 352, 668, 942, 1188, 1385],
  },
  listening: {
    classes: ['bind-all-interfaces', 'wildcard-bind'],
    cwe: [605, 668, 1188, 1327],
  },
  // 306 is a child of 287; 862, 863 and 639 are children of 285 or 284.
  access: {
    classes: ['missing-auth', 'missing-authz', 'auth-bypass', 'idor', 'token-passthrough'],
    cwe: [284, 285, 287, 288, 306, 425, 441, 522, 566, 639, 862, 863, 1188],
  },
  // 80, 83 and 87 are children of 79; an address with a script scheme is a 601, 79 or 939.
  page: {
    classes: ['xss', 'html-injection', 'open-redirect'],
    cwe: [79, 80, 83, 87, 116, 601, 939],
  },
  // What goes wrong in a login at another service: 352 is the state that is not compared, 601 the address
  // that is not, 441 the consent that is not asked for, 345 and 347 the token that is believed.
  login: {
    classes: ['oauth', 'oauth-confused-deputy', 'confused-deputy', 'token-validation', 'jwt'],
    cwe: [20, 287, 290, 345, 346, 347, 352, 441, 601, 863, 1188],
  },
  // 362 and 567 are how the state of one session comes into another; 639 is that nobody asks whose it is.
  sharing: {
    classes: ['cross-session-leak', 'session-leak', 'shared-state'],
    cwe: [362, 384, 488, 567, 639, 668],
  },
  malice: {
    classes: ['persistence', 'obfuscation', 'import-effect', 'malicious-code'],
    cwe: [94, 95, 506, 829, 912],
  },
  pattern: { classes: ['redos'], cwe: [185, 400, 407, 625, 1333] },
  deserialisation: { classes: ['deserialisation', 'deserialization'], cwe: [502, 913, 915] },
  document: { classes: ['xxe', 'xml-injection'], cwe: [91, 611, 776, 827] },
  prototype: { classes: ['prototype-pollution', 'mass-assignment'], cwe: [913, 915, 1321] },
  // 209, 532, 598 are ways in which 200 happens; 312, 522 and 798 how the secret came to be there.
  exposure: {
    classes: [
      'secret-exposure',
      'information-disclosure',
      'error-disclosure',
      'secret-leak',
      'hardcoded-secret',
    ],
    cwe: [200, 201, 209, 214, 312, 319, 497, 522, 532, 538, 598, 668, 798],
  },
  cryptography: {
    classes: ['weak-crypto', 'weak-randomness', 'fixed-key', 'tls-verification', 'insecure-tls'],
    cwe: [203, 208, 295, 297, 319, 321, 323, 326, 327, 328, 329, 330, 338, 340, 760, 798, 916],
  },
  // 248 and 755 end the process, 400 and 770 exhaust it.
  availability: { classes: ['dos', 'denial-of-service'], cwe: [248, 400, 409, 703, 755, 770, 834] },
  instruction: {
    classes: ['prompt-injection', 'tool-poisoning', 'dynamic-tool-text'],
    cwe: [74, 77, 94, 1427],
  },
};

/**
 * Classes that static rules do not claim: what goes wrong is a protocol between several parties, a
 * lifetime or a load, which no single place in a program shows. They are measured and listed apart.
 */
const OUT_OF_SCOPE =
  /^(?:dos|denial-of-service|resource-exhaustion|oauth(?:-[a-z-]+)?|confused-deputy|session-[a-z-]+|cross-session-[a-z-]+|race-condition|timing(?:-[a-z-]+)?)$/;

/** A labelled weakness. */
export interface Weakness {
  readonly class: string;
  /** Undefined where the label has none. */
  readonly cwe: number | undefined;
}

export function isInScope({ class: name }: Weakness): boolean {
  return !OUT_OF_SCOPE.test(name);
}

/** Whether any of a finding's CWEs is a way to file this weakness. */
export function isCompatible(weakness: Weakness, cwe: readonly number[]): boolean {
  const accepted = cweOf(weakness);
  return cwe.some((number) => accepted.has(number));
}

/** The CWEs that are accepted: the label's own, and its families'; the class decides before the number. */
export function cweOf({ class: name, cwe }: Weakness): ReadonlySet<number> {
  const all = Object.values(FAMILIES);
  const byClass = all.filter(({ classes }) => classes.includes(name));
  const families =
    byClass.length > 0 || cwe === undefined ? byClass : all.filter((one) => one.cwe.includes(cwe));
  return new Set([...(cwe === undefined ? [] : [cwe]), ...families.flatMap((one) => one.cwe)]);
}

/** Whether a class name has a family, so that a finding can be compared with it without a CWE. */
export function isKnownClass(name: string): boolean {
  return Object.values(FAMILIES).some(({ classes }) => classes.includes(name));
}
