import type { SourceRole } from '../../domain/source.ts';

const TEST =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|specs|e2e|testing|testdata|fixtures?|evals?|benchmarks?|bench)\/|(?:^|\/)(?:test_[^/]*|conftest|[^/]*_test|[^/]*[._-](?:test|spec|e2e|bench|stories|mock))\.\w+$/i;
const EXAMPLE =
  /(?:^|\/)(?:examples?|samples?|demos?|snippets|tutorials?|docs?|cookbook|playground|quickstart)\//i;
const VENDORED =
  /(?:^|\/)(?:node_modules|vendor|third_party|site-packages|\.venv|venv|bower_components)\/|\.min\.[cm]?js$/i;
const BUILT = /(?:^|\/)(?:dist|build|out|esm|cjs)\//i;
const GENERATED =
  /(?:^|\/)(?:generated|__generated__|gen)\/|(?:[._](?:generated|gen|pb)|_pb2(?:_grpc)?|\.d)\.[cm]?\w+$/i;
const GENERATED_MARK =
  /(?:@generated\b|code generated .{0,80}do not edit|auto-?generated (?:file|code|by)|this file (?:is|was) (?:auto-?)?generated)/i;

/** Whether a path names what a build made. */
export function isBuilt(path: string): boolean {
  return BUILT.test(path);
}

/**
 * What a file is for, by its name and its first lines.
 *
 * @param isShipped whether the program came as it was built, so that what a build made is the program
 */
export function roleOf(path: string, text: string, isShipped = false): SourceRole {
  if (VENDORED.test(path) || (BUILT.test(path) && !isShipped)) return 'vendored';
  if (TEST.test(path)) return 'test';
  if (GENERATED.test(path) || GENERATED_MARK.test(text.slice(0, 600))) return 'generated';
  return EXAMPLE.test(path) ? 'example' : 'product';
}
