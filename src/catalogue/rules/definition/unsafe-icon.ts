import { tool } from '../../../domain/example.ts';
import { isArray, isObject, isString, pointer } from '../../../domain/json.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { Severity } from '../../../domain/severity.ts';

const PICTURE =
  /^data:image\/(?:png|jpe?g|gif|webp|avif|bmp|x-icon|vnd\.microsoft\.icon|svg\+xml)[;,]/i;

export const rule: Rule<'definition'> = {
  id: 'definition/unsafe-icon',
  severity: 'medium',
  confidence: 'high',
  title: 'Icon is not a picture from an encrypted address',
  why: 'A client that shows the icon runs a script, opens a local file, or tells somebody on the network who its user is.',
  fix: 'Ask the author for an https: or data: address of a picture; hide the icon until then.',
  controls: ['INT-15', 'TRF-11'],
  techniques: ['metadata-manipulation', 'insecure-communication'],
  cwe: [79, 319],
  top10: { csa: ['MCP-C03', 'MCP-10'], owasp: ['MCP03'] },
  examples: {
    bad: [
      withIcon('javascript:alert(1)'),
      withIcon('file:///etc/hostname'),
      withIcon('http://icons.example/a.png'),
      withIcon('data:text/html,<b>x</b>'),
      withIcon('https://user:word@icons.example/a.png'),
    ],
    good: [withIcon('https://icons.example/a.png')],
    nearMiss: [
      withIcon('data:image/png;base64,iVBORw0KGgo='),
      withIcon('HTTPS://ICONS.EXAMPLE/A.SVG'),
    ],
  },
  *detect({ raw }) {
    const icons = raw['icons'];
    for (const [index, icon] of isArray(icons) ? icons.entries() : []) {
      const src = isObject(icon) ? icon['src'] : icon;
      if (!isString(src)) continue;
      const severity = danger(src);
      const at = isObject(icon) ? pointer('/icons', index, 'src') : pointer('/icons', index);
      if (severity !== undefined) yield { at, shows: src.slice(0, 120), severity };
    }
  },
};

function danger(src: string): Severity | undefined {
  if (PICTURE.test(src))
    return /<script|%3Cscript|on(?:load|error)\s?=/i.test(src) ? 'medium' : undefined;
  const url = URL.parse(src);
  if (url?.protocol === 'https:') return url.username + url.password === '' ? undefined : 'medium';
  return url?.protocol === 'http:' || url === null ? 'low' : 'medium';
}

function withIcon(src: string): ReturnType<typeof tool> {
  return tool({ name: 'add', description: 'Adds.', icons: [{ src }] });
}
