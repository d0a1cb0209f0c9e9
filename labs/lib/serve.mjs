import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { serveHttp } from './http.mjs';
import { erasOf } from './protocol.mjs';
import { serveStdio } from './stdio.mjs';

/**
 * Runs a lab when its file is the program, and hands the lab back so that others can read it.
 * `--http PORT` serves Streamable HTTP and `--sse PORT` the deprecated HTTP+SSE instead of stdio, both
 * on loopback, port 0 for any free one; `--era legacy|modern` narrows a lab that speaks both.
 * @template {import('./protocol.mjs').Lab} Lab
 * @param {{ url: string }} meta  the file's own `import.meta`
 * @param {Lab} lab
 * @returns {Lab}
 */
export function serve(meta, lab) {
  const program = process.argv[1];
  if (program && realpathSync(program) === realpathSync(fileURLToPath(meta.url))) start(lab);
  return lab;
}

/** @param {import('./protocol.mjs').Lab} lab */
function start(lab) {
  const { values } = parseArgs({
    options: { http: { type: 'string' }, sse: { type: 'string' }, era: { type: 'string' } },
  });
  const eras = erasOf(lab).filter((era) => values.era === undefined || era === values.era);
  const served = { ...lab, eras };
  const port = values.http ?? values.sse;
  if (port === undefined) serveStdio(served);
  else serveHttp(served, { port: Number(port), sse: values.http === undefined });
}
