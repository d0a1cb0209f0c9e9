import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';

const HEAD = 256;

/** What stands at a path, links followed; undefined where nothing does, or something else. */
export function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const facts = statSync(path);
    return facts.isFile() ? 'file' : facts.isDirectory() ? 'folder' : undefined;
  } catch {
    return undefined;
  }
}

/** The path with all links resolved; itself where nothing stands there. */
export function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The words of the first line of a script (`#!/usr/bin/env node`); undefined for anything else. */
export function shebangOf(path: string): string[] | undefined {
  if (kindOf(path) !== 'file') return undefined;
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    const head = Buffer.alloc(HEAD);
    const text = head.subarray(0, readSync(file, head, 0, HEAD, 0)).toString('latin1');
    const line = /^#![ \t]*([^\r\n]+)/.exec(text)?.[1];
    return line?.trim().split(/[ \t]+/);
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
