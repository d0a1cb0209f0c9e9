import type { Rule } from '../../../domain/rule.ts';
import { listing } from '../../source/files/listing.ts';
import { reading } from '../../source/files/reading.ts';
import { writing } from '../../source/files/writing.ts';
import { flowsOf } from '../../source/flows.ts';
import { examples } from './examples/path-traversal.ts';

const facts = { id: 'source/path-traversal', severity: 'high', confidence: 'high' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data chooses a file outside any folder',
  why: 'A path with `..` in it, an absolute one, or one that merely starts like an allowed folder leads to files that the server was never meant to touch: keys, configuration, start-up scripts.',
  fix: 'Resolve the path, symbolic links included, and refuse it unless it is the allowed folder itself or starts with that folder and a separator; or take only a bare file name. Check the resolved path and use that same value.',
  controls: ['INT-05', 'RUN-06'],
  techniques: ['resource-access-control-bypass'],
  cwe: [22, 23, 36, 73, 552],
  top10: { csa: ['MCP-05', 'MCP-07'], owasp: ['MCP02'] },
  sinks: [
    ...reading.map((sink) => ({
      ...sink,
      severity: 'medium' as const,
      from: ['argument', 'request', 'assumed'] as const,
      does: 'is the path of a file that is read',
    })),
    ...writing.map((sink) => ({
      ...sink,
      does: 'is the path of a file that is written, moved or removed',
    })),
    ...listing.map((sink) => ({
      ...sink,
      severity: 'medium' as const,
      from: ['argument', 'request', 'assumed'] as const,
      does: 'is the path of a folder that is listed or opened',
    })),
  ],
  safe: [
    'contained',
    'component',
    'outside',
    'plain',
    ['no-parent', 'relative'],
    ['no-parent', 'under-folder'],
  ],
  examples,
  detect: flowsOf({ ...facts, mends: ['path'] }),
};
