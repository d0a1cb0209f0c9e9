import type { SourceRole } from '../../domain/source.ts';

const TEST =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|specs|e2e|testing|testdata|fixtures?|evals?|benchmarks?|bench)\/|(?:^|\/)(?:test_[^/]*|conftest|[^/]*_test|[^/]*[._-](?:test|spec|e2e|bench|stories|mock))\.\w+$/i;
const EXAMPLE =
  /(?:^|\/)(?:examples?|samples?|demos?|snippets|tutorials?|docs?|cookbook|playground|quickstart)\//i;
const VENDORED =
  /(?:^|\/)(?:node_modules|vendor|third_party|site-packages|dist|build|out|\.venv|venv|bower_components)\/|\.min\.[cm]?js$/i;
const GENERATED =
  /(?:^|\/)(?:generated|__generated__|gen)\/|(?:[._](?:generated|gen|pb)|_pb2(?:_grpc)?|\.d)\.[cm]?\w+$/i;
const GENERATED_MARK =
  /(?:@generated\b|code generated .{0,80}do not edit|auto-?generated (?:file|code|by)|this file (?:is|was) (?:auto-?)?generated)/i;

/** What a file is for, by its name and its first lines. */
export function roleOf(path: string, text: string): SourceRole {
  if (VENDORED.test(path)) return 'vendored';
  if (TEST.test(path)) return 'test';
  if (GENERATED.test(path) || GENERATED_MARK.test(text.slice(0, 600))) return 'generated';
  return EXAMPLE.test(path) ? 'example' : 'product';
}
