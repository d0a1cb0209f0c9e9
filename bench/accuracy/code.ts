// Which files of a repository are the program itself, and how many lines of code they hold.

const SOURCE = /\.(?:[cm]?[jt]sx?|py|go)$/;
const DECLARATION = /\.d\.[cm]?ts$/;

const TEST_FOLDER =
  /(?:^|\/)(?:[\w-]{1,40}-)?(?:tests?|__tests__|__mocks__|specs?|e2e|fixtures?|__fixtures__|testdata|test-data|testing|mocks?|evals?|benchmarks?|examples?|samples?)\//i;
const TEST_FILE =
  /(?:^|\/)(?:test_[^/]*\.py|[^/]*_test\.(?:py|go)|conftest\.py|[^/]*[.-](?:test|spec|e2e)\.[^/]+|(?:vitest|jest|playwright)\.[^/]*)$/i;
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|third_party|dist|build|out|\.venv|venv)\//;
const MINIFIED = /\.min\.[cm]?js$/;

/** What the analysis reads beside source: how modules and packages are named. */
const MANIFEST = /(?:^|\/)(?:package\.json|tsconfig(?:\.[\w-]+)?\.json|go\.mod|pyproject\.toml)$/;

export function isSource(path: string): boolean {
  return SOURCE.test(path) && !DECLARATION.test(path);
}

export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}

/** Neither tests, examples and what they need, nor what somebody else wrote or a tool made. */
export function isProgram(path: string): boolean {
  return !(
    TEST_FOLDER.test(path) ||
    TEST_FILE.test(path) ||
    FOREIGN.test(path) ||
    MINIFIED.test(path)
  );
}

/**
 * Lines of code: neither blank, nor only a comment, nor part of a docstring. The strictest of the usual
 * counts, so that findings per thousand lines are not flattered.
 */
export function linesOfCode(path: string, text: string): number {
  return path.endsWith('.py') ? linesOfPython(text) : linesOfC(text);
}

function linesOfC(text: string): number {
  let count = 0;
  let isInComment = false;
  for (const raw of text.split('\n')) {
    let line = raw.trim();
    if (isInComment) {
      const end = line.indexOf('*/');
      if (end < 0) continue;
      isInComment = false;
      line = line.slice(end + 2).trim();
    }
    if (line.startsWith('/*')) {
      const end = line.indexOf('*/', 2);
      isInComment = end < 0;
      line = end < 0 ? '' : line.slice(end + 2).trim();
    }
    if (line !== '' && !line.startsWith('//')) count++;
  }
  return count;
}

function linesOfPython(text: string): number {
  let count = 0;
  /** The quotes that end the string in which a line begins, and whether that is a docstring. */
  let open: { readonly mark: string; readonly isDocstring: boolean } | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const isDocstring = open?.isDocstring ?? /^[rRuU]?(?:"""|''')/.test(line);
    if (line !== '' && !isDocstring && (open !== undefined || !line.startsWith('#'))) count++;
    for (const [mark] of line.matchAll(/"""|'''/g)) {
      if (open === undefined) open = { mark, isDocstring };
      else if (open.mark === mark) open = undefined;
    }
  }
  return count;
}
