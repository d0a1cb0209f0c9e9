import { readBounded } from '../../adapters/files/index.ts';
import { decodeText, parseDocument } from '../../adapters/parse/index.ts';
import type { DocumentFormat, ParsedDocument } from '../../adapters/parse/index.ts';
import type { ConfigFile } from '../../domain/server.ts';

/** Bytes. The largest real configurations hold a history beside the servers and have a few megabytes. */
const LARGEST = 8_000_000;

type Permissions = Pick<ConfigFile, 'mode' | 'ownerId' | 'parentMode' | 'readerId'>;

export type Outcome =
  | { readonly state: 'absent' }
  | {
      readonly state: 'unread';
      readonly why: string;
      readonly isMalformed: boolean;
      readonly hint?: string;
    }
  | {
      readonly state: 'read';
      readonly document: ParsedDocument;
      readonly permissions: Permissions;
    };

/** Reads a configuration; each file once, whoever asks for it. */
export type ConfigReader = (
  path: string,
  format: DocumentFormat | undefined,
  within?: string,
) => Promise<Outcome>;

export function configReader(): ConfigReader {
  const known = new Map<string, Promise<Outcome>>();
  return (path, format, within) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const outcome = readConfig(path, format, within);
    known.set(path, outcome);
    return outcome;
  };
}

async function readConfig(
  path: string,
  format: DocumentFormat | undefined,
  within: string | undefined,
): Promise<Outcome> {
  const content = await readBounded(path, {
    limit: LARGEST,
    ...(within !== undefined && { within }),
  });
  if (content.state === 'absent') return content;
  if (content.state === 'refused') return { state: 'unread', why: content.why, isMalformed: false };
  const { bytes, state: _state, ...permissions } = content;
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { state: 'unread', why: decoded.why, isMalformed: true };
  const parsed = parseDocument(decoded.text, format ?? formatOf(path, decoded.text));
  if (parsed.ok) return { state: 'read', document: parsed.document, permissions };
  const { at, hint, why } = parsed.problem;
  const where = at === undefined ? '' : ` in line ${at.line}, column ${at.column}`;
  return {
    state: 'unread',
    why: why + where,
    isMalformed: true,
    ...(hint !== undefined && { hint }),
  };
}

/** What a file is written in, by its ending, else by how it starts. */
function formatOf(path: string, text: string): DocumentFormat {
  const [, ending = ''] = /\.([a-z0-9-]{1,16})$/i.exec(path) ?? [];
  if (/^toml$/i.test(ending)) return 'toml';
  if (/^ya?ml$/i.test(ending)) return 'yaml';
  if (/^(?:jsonc?|json5|code-workspace)$/i.test(ending)) return 'json';
  if (/^\s*(?:\{|\/[/*])/.test(text)) return 'json';
  return /^[ \t]{0,200}(?:\[[^\]\n]{1,200}\][ \t\r]{0,200}$|[\w."'-]{1,200}[ \t]{0,200}=)/m.test(
    text,
  )
    ? 'toml'
    : 'yaml';
}
