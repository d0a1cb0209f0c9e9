import type { CallView, Entry } from '../../domain/flow.ts';
import { javascript } from '../source/calls.ts';

// The TypeScript SDK, versions 1 and 2 (`@modelcontextprotocol/sdk`, `@modelcontextprotocol/server`).
// Servers hide it behind helpers of their own, so methods are known by name, whatever they are called on.

const argument = { languages: javascript, foreign: [0], origin: 'argument' } as const;

/** `tool(name, [description], [schema], [annotations], handler)`: a description is text, a schema is not. */
function isDescribed(call: CallView): boolean {
  const second = call.argument(1);
  return typeof second?.constant === 'string' || (second?.prefix ?? '') !== '';
}

/** Without a schema the handler is given nothing but what the SDK adds. */
function takesArguments(call: CallView): boolean {
  return call.count > (isDescribed(call) ? 3 : 2);
}

const parts = [
  '0.params.arguments',
  '0.params.name',
  '0.params.uri',
  '0.params.argument',
  '0.params.ref',
  '0.params.context',
] as const;

export const entries: readonly Entry[] = [
  {
    languages: javascript,
    types: ['CallToolRequest', 'GetPromptRequest', 'ReadResourceRequest', 'CompleteRequest'].map(
      (name) => `@modelcontextprotocol/*.${name}`,
    ),
    foreign: parts,
    origin: 'argument',
    what: 'an argument of a request',
  },
  {
    ...argument,
    calls: ['*.tool'],
    when: (call) => takesArguments(call) && isDescribed(call),
    handler: 'last',
    schema: 2,
    what: 'an argument of a tool',
  },
  {
    ...argument,
    calls: ['*.tool'],
    when: (call) => takesArguments(call) && !isDescribed(call),
    handler: 'last',
    schema: 1,
    what: 'an argument of a tool',
  },
  {
    ...argument,
    calls: ['*.registerTool'],
    handler: 'last',
    schema: '1.inputSchema',
    what: 'an argument of a tool',
  },
  {
    ...argument,
    calls: ['*.prompt'],
    when: takesArguments,
    handler: 'last',
    what: 'an argument of a prompt',
  },
  {
    ...argument,
    calls: ['*.registerPrompt'],
    handler: 'last',
    schema: '1.argsSchema',
    what: 'an argument of a prompt',
  },
  {
    languages: javascript,
    calls: ['*.resource', '*.registerResource'],
    when: (call) => typeof call.argument(1)?.constant !== 'string',
    handler: 'last',
    foreign: [0, 1],
    origin: 'argument',
    what: 'a part of the URI of a resource',
  },
  {
    languages: javascript,
    // The schema is that of the message: what a tool declares of its arguments is not checked here.
    calls: ['*.setRequestHandler'],
    when: ({ count }) => count === 2,
    handler: 1,
    foreign: parts,
    origin: 'argument',
    what: 'an argument of a request',
  },
  {
    ...argument,
    // Version 2: a method of the server's own, with a schema that is checked.
    calls: ['*.setRequestHandler'],
    when: ({ count }) => count === 3,
    handler: 2,
    schema: '1.params',
    what: 'an argument of a request',
  },
  {
    languages: javascript,
    // A client of the SDK hands over the address that the server's metadata names.
    bases: [''],
    methods: ['redirectToAuthorization'],
    foreign: [0],
    origin: 'request',
    what: 'an address that a server names',
  },
  {
    ...argument,
    calls: ['*.completable'],
    handler: 1,
    what: 'what is to be completed',
  },
];
