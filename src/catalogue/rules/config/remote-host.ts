import { entry } from '../../../domain/example.ts';
import { redact } from '../../../domain/redact.ts';
import type { Match, Rule } from '../../../domain/rule.ts';
import { isAddress, isLoopback, isPrivate, remoteAddresses } from './parts/hosts.ts';
import { cut, notRemote } from './parts/launch.ts';

// Names that are handed out for a while, to whoever asks.
const TUNNEL =
  /(?:^|\.)(?:ngrok(?:-free)?\.(?:io|app|dev)|ngrok\.pizza|trycloudflare\.com|loca\.lt|localtunnel\.me|serveo\.net|localhost\.run|lhr\.life|pinggy\.(?:io|link)|bore\.pub|devtunnels\.ms|tunnelmole\.net|telebit\.io|webhook\.site|requestbin\.com|pipedream\.net|beeceptor\.com|interact\.sh|oast\.(?:pro|fun|live|site|online|me))$/i;
const METADATA =
  /^(?:169\.254\.169\.254|169\.254\.170\.2|100\.100\.100\.200|\[fd00:ec2::254\]|metadata(?:\.google\.internal)?)$/i;

export const rule: Rule<'config'> = {
  id: 'config/remote-host',
  severity: 'medium',
  confidence: 'high',
  title: 'Remote server has an address that cannot be trusted to stay who it is',
  why: 'A client sends its credentials and the user’s questions to whoever answers at that address; here that can be somebody else tomorrow, or is not who it looks like today.',
  fix: 'Ask the operator for a name of his own, over https, and sign in again there.',
  controls: ['PRV-03', 'PRV-08', 'TRF-11'],
  techniques: ['auth-bypass-rogue-server', 'tool-impersonation', 'context-spoofing'],
  cwe: [350, 1007],
  top10: { csa: ['MCP-C01', 'MCP-C04'], owasp: ['MCP09'] },
  examples: {
    bad: [
      entry({ url: 'https://a1b2c3.ngrok-free.app/mcp' }),
      entry({ url: 'https://n\u{43E}tes.example.com/mcp' }),
      entry({ url: 'https://notes.example.com@files.example.net/mcp' }),
      entry({ url: 'http://169.254.169.254/mcp' }),
      entry({ url: 'https://203.0.113.7/mcp' }),
      entry({ command: 'npx', args: ['mcp-remote@0.1.2', 'https://x.trycloudflare.com/sse'] }),
    ],
    good: [entry({ url: 'https://notes.example.com/mcp' })],
    nearMiss: [
      entry({ url: 'http://127.0.0.1:3000/mcp' }),
      entry({ url: 'https://10.1.2.3/mcp' }),
      entry({ url: 'https://ngrok.example.com/mcp' }),
      entry({ url: 'https://alex@notes.example.com/mcp' }),
      entry({ url: 'https://${HOST}/mcp' }),
    ],
  },
  notApplicable: (subject) =>
    remoteAddresses(subject).length === 0
      ? (notRemote(subject) ?? 'no address is named')
      : undefined,
  *detect(subject) {
    for (const { at, text, url } of remoteAddresses(subject)) {
      const graded = url === undefined ? undefined : gradeOf(url);
      if (graded !== undefined) yield { at, shows: cut(redact(text)), ...graded };
    }
  },
};

function gradeOf({ hostname, username }: URL): Pick<Match, 'because' | 'severity'> | undefined {
  if (METADATA.test(hostname)) {
    return { severity: 'high', because: 'There a cloud gives its machines their credentials.' };
  }
  if (username.includes('.')) {
    const because = `What stands before the @ is no host; the host is ${hostname}.`;
    return { severity: 'high', because };
  }
  if (/(?:^|\.)xn--/.test(hostname)) {
    const because = `Some of its letters are not what they look like: to a resolver it is ${hostname}.`;
    return { because };
  }
  if (TUNNEL.test(hostname))
    return { because: 'The name belongs to a tunnel and goes to the next who asks.' };
  if (isAddress(hostname) && !isLoopback(hostname) && !isPrivate(hostname)) {
    return { severity: 'low', because: 'A bare number says nothing about who is behind it.' };
  }
  return undefined;
}
