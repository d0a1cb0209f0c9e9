import type { Note } from './board.js';
import { escapeHtml } from './escape.js';

const entry = (note: Note): string => `
  <li>
    <time datetime="${note.at.toISOString()}">${note.at.toISOString().slice(11, 16)}</time>
    <b>${escapeHtml(note.author)}</b> ${escapeHtml(note.text)}
  </li>`;

export const page = (notes: readonly Note[]): string => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Stand-up</title></head>
  <body>
    <h1>Stand-up</h1>
    <p>${notes.length} notes</p>
    <ul>${notes.map(entry).join('')}</ul>
  </body>
</html>`;
