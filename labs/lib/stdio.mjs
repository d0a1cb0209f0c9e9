import { createInterface } from 'node:readline';
import { answer } from './protocol.mjs';

/**
 * One message per line on standard input and output, until the input ends.
 * @param {import('./protocol.mjs').Lab} lab
 * @returns {void}
 */
export function serveStdio(lab) {
  createInterface({ input: process.stdin }).on('line', (line) => {
    if (line.trim() === '') return;
    const reply = answer(lab, parse(line));
    if (reply) process.stdout.write(`${JSON.stringify(reply)}\n`);
  });
}

/** @param {string} line @returns {import('./protocol.mjs').Json} */
function parse(line) {
  try {
    return JSON.parse(line) ?? {};
  } catch {
    return {};
  }
}
