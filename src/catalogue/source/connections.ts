import type { Flow } from '../../domain/flow.ts';
import type { CallSite, Program } from '../../domain/program.ts';
import type { SourceModule } from '../../domain/source.ts';
import { option } from './calls.ts';
import { codeOf, partOf, products } from './program.ts';

// Where the address is looked at when a connection is made, redirects and changed names cannot get around
// it: a client with such a connector may be sent anywhere.

/** What a request is given to make its connection with. */
const CONNECTORS = ['agent', 'httpAgent', 'httpsAgent', 'dispatcher', 'lookup'];
/** Libraries that make connectors which refuse private addresses. */
const REFUSES = /\bssrf|request-filtering|filter.{0,80}agent/i;
/** A connector of a program's own … */
const OWN: Readonly<Record<string, RegExp>> = {
  go: /\bControl(?:Context)?\s*[:=]|\bDialContext\s*[:=]/,
  javascript: /\blookup\s*(?::|\()|\bcreateConnection\s*\(/,
};
/** … asks addresses whether they are private. */
const ASKS =
  /is_?(?:private|loopback|internal|blocked|public|reserved|globalunicast)|ipaddr|blocklist/i;
/** Go's clients without a connector of their own. */
const PLAIN_CLIENT = /\bhttp\.(?:Get|Post|PostForm|Head|DefaultClient)\b/;

/** Whether the connection that a request makes is looked at as it is made. */
export function isConnectionChecked(program: Program, { at, path }: Flow): boolean {
  const call = program.calls.find((one) => one.path === path && one.at === at);
  if (call === undefined) return false;
  if (call.language === 'go') {
    return (
      hasConnector(program, path, OWN['go']) &&
      !partOfProgram(program, path).some((module) => PLAIN_CLIENT.test(codeOf(module)))
    );
  }
  const names = connectorsOf(call);
  if (names.some((name) => REFUSES.test(name))) return true;
  return names.length > 0 && hasConnector(program, path, OWN[call.language]);
}

function connectorsOf(call: CallSite): string[] {
  return CONNECTORS.flatMap((name) => {
    const given = option(call, name);
    return given === undefined ? [] : [given.name ?? given.text];
  });
}

function hasConnector(program: Program, path: string, own: RegExp | undefined): boolean {
  return (
    own !== undefined &&
    partOfProgram(program, path).some((module) => {
      const code = codeOf(module);
      return own.test(code) && ASKS.test(code);
    })
  );
}

function partOfProgram(program: Program, path: string): readonly SourceModule[] {
  const part = partOf(path);
  const prefix = part === '' ? '' : `${part}/`;
  return products(program).filter((module) => module.path.startsWith(prefix));
}
