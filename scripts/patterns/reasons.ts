/**
 * Why an expression that was not shown to take linear time may stand in a file: what bounds the texts that it
 * meets, or how far each of its gaps reaches. By the start of the file's path.
 */
export const reasons: Readonly<Record<string, string>> = {
  'src/adapters/lockfiles/go.ts': 'lines are cut at 2,000 characters',
  'src/adapters/lockfiles/pnpm.ts': 'the gap reaches 200 characters at most',
  'src/adapters/lockfiles/python.ts': 'requirements are cut at 20,000 characters',
  'src/adapters/lockfiles/yarn.ts':
    'it matches every line that it may end in, so nothing is tried again',
  'src/adapters/net/addresses.ts': 'it matches whatever follows the sign',
  'src/catalogue/capability/': 'each gap reaches 120 characters at most',
  'src/catalogue/output/': 'sentences of 600 characters; each gap reaches 120 at most',
  'src/catalogue/rules/config/': 'words of one command line, as a configuration holds them',
  'src/catalogue/rules/definition/':
    'growth.test.ts holds the time of all these rules to the length of the text',
  'src/catalogue/rules/inventory/': 'titles are cut at 256 characters',
  'src/catalogue/rules/output/': 'sentences of 600 characters; each gap reaches 120 at most',
  'src/catalogue/rules/source/':
    'each gap has an upper bound, or is white space after a fixed word',
  'src/catalogue/rules/source/fail-open.ts': 'conditions are cut at 400 characters',
  'src/catalogue/rules/source/insecure-default.ts': 'each gap reaches 80 characters at most',
  'src/catalogue/rules/source/origin-check.ts': 'a list of words without a loop',
  'src/catalogue/rules/source/session-owner.ts': 'loops are over white space after a word',
  'src/catalogue/rules/source/tls-verification.ts':
    'loops are over white space after a fixed word, and what stands before a place is cut at 320 characters',
  'src/catalogue/rules/source/unguarded-route.ts': 'the gap reaches 120 characters at most',
  'src/catalogue/rules/source/weak-random.ts':
    'what stands before a place is cut at 200 characters',
  'src/catalogue/secrets/names.ts': 'a list of words; it has one loop, over the letters of a word',
  'src/catalogue/source/concrete/library.ts':
    'statements that are tried are written in this repository',
  'src/catalogue/source/concrete/probes.ts': 'each gap reaches eight signs at most',
  'src/catalogue/source/program.ts': 'paths of files',
  'src/catalogue/source/protection.ts': 'lists of words; gaps are white space after a fixed word',
  'src/catalogue/text/decode.ts': 'texts are cut at 8,192 characters',
  'src/catalogue/text/':
    'growth.test.ts holds the time of the rules that read texts to their length; sentences have 600 characters',
  'src/domain/command/package-spec.ts': 'specs are cut at 4,096 characters',
  'src/domain/redact.ts': 'loops follow a fixed word, or cannot begin inside themselves',
  'src/domain/secret-find.ts': 'one loop, after a fixed word',
  'src/domain/secret-shapes.ts': 'loops follow a fixed line start',
  'src/domain/secret-text.ts':
    'names are cut at 200 characters; values have upper bounds in each loop',
  'src/domain/versions/': 'versions are short words of a manifest',
  'src/engines/analyse/known/pattern.ts': 'patterns of programs are cut at 2,000 characters',
  'src/engines/inventory/read-config.ts': 'each gap reaches 200 characters at most',
  'src/engines/report/markdown/escape.ts': 'sentences are cut at 4,000 characters',
  'src/engines/report/sarif/rules.ts': 'titles of our own rules',
  'src/engines/report/words.ts': 'digits of one number',
};
