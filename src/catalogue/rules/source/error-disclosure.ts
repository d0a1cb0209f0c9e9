import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { answersThatHold } from '../../source/answers.ts';
import { goTool, javascriptTool, pythonTool } from '../../source/example.ts';

/** The frames of an error, in each language. */
const STACK =
  /\b(?:e|ex|err|error|exc|exception|cause|reason|failure|\w{1,40}[eE]rr(?:or)?)(?:\s+as\s+\w{1,30}\))?\)?[?!]?\.stack\b|\btraceback\.(?:format_exc|format_exception|format_tb|format_stack)\s*\(|(?<!\w)format_exc\s*\(|\bdebug\.Stack\s*\(|\bruntime\.Stack\s*\(/;
/** What each of them has in it. */
const WORDS = /[sS]tack|format_(?:exc|tb)/;

function* detect(program: Program): Generator<SourceMatch> {
  yield* answersThatHold(
    program,
    STACK,
    WORDS,
    () => 'The frames of the error become part of what is answered.',
  );
}

const failing = (shown: string): string =>
  `try {\n    await perform(args.name);\n  } catch (error) {\n    return { isError: true, content: [{ type: 'text', text: ${shown} }] };\n  }`;

const route = (shown: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
const app = express();
app.post('/run', async (req, res) => {
  try {
    res.json(await perform(req.body.name));
  } catch (err) {
    res.status(500).json({ error: ${shown} });
  }
});
app.listen(3000, '127.0.0.1');
`,
});

export const rule: Rule<'source'> = {
  id: 'source/error-disclosure',
  severity: 'medium',
  confidence: 'high',
  title: 'Stack of an error is sent to whoever asked',
  why: 'Frames tell paths, versions, queries and sometimes values of the machine that the server runs on, and a model passes them on to wherever it sends its next request.',
  fix: 'Write the stack to the log, and answer with a short message of your own and an id that finds it there.',
  controls: ['INT-09'],
  techniques: ['sensitive-information-disclosure'],
  cwe: [209, 200, 497],
  top10: { csa: ['MCP-04'], owasp: ['MCP10'] },
  examples: {
    bad: [
      javascriptTool([], '{ name: z.string() }', failing('String(error.stack)')),
      javascriptTool(
        [],
        '{ name: z.string() }',
        failing('error instanceof Error ? (error as Error).stack ?? error.message : String(error)'),
      ),
      route('err.stack'),
      pythonTool(
        ['import traceback'],
        'name: str',
        'try:\n    perform(name)\nexcept Exception:\n    detail = traceback.format_exc()\n    return f"failed:\\n{detail}"',
      ),
      goTool(
        ['runtime/debug'],
        'name',
        'if err := perform(name); err != nil {\n\treturn mcp.NewToolResultError(string(debug.Stack())), nil\n}',
      ),
    ],
    good: [
      javascriptTool([], '{ name: z.string() }', failing("'the name is not known'")),
      route("'it failed'"),
      pythonTool(
        ['import traceback', 'import logging'],
        'name: str',
        'try:\n    perform(name)\nexcept Exception:\n    detail = traceback.format_exc()\n    logging.error(detail)\n    return "it failed"',
      ),
      goTool(
        ['runtime/debug', 'log'],
        'name',
        'if err := perform(name); err != nil {\n\tlog.Print(string(debug.Stack()))\n\treturn mcp.NewToolResultError("it failed"), nil\n}',
      ),
    ],
    nearMiss: [
      javascriptTool([], '{ name: z.string() }', failing('describe(project.stack)')),
      javascriptTool([], '{ name: z.string() }', failing('error.message')),
    ],
  },
  detect,
};
