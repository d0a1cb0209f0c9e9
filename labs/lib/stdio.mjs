import { createInterface } from 'node:readline';
import { answer, asItIsNow } from './protocol.mjs';

/**
 * One message per line on standard input and output, until the input ends.
 * @param {import('./protocol.mjs').Lab} lab
 * @returns {void}
 */
export function serveStdio(lab) {
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.trim() === '') return;
    const before = asItIsNow(lab).tools;
    const reply = answer(lab, parse(line));
    if (reply) write(reply);
    // The same tools are the same list: `later` gives another one only when they change.
    if (lab.announces && asItIsNow(lab).tools !== before) write(CHANGED);
  });
}

const CHANGED = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };

/** @param {import('./protocol.mjs').Json} message */
const write = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** @param {string} line @returns {import('./protocol.mjs').Json} */
function parse(line) {
  try {
    return JSON.parse(line) ?? {};
  } catch {
    return {};
  }
}
