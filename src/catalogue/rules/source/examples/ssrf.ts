import type { Rule } from '../../../../domain/rule.ts';
import { goTool, javascriptTool, pythonTool } from '../../../source/example.ts';

export const examples: Rule<'source'>['examples'] = {
  bad: [
    javascriptTool([], '{ url: z.string().url() }', 'const page = await fetch(args.url);'),
    javascriptTool(
      ["import axios from 'axios';"],
      '{ host: z.string() }',
      'await axios.get(`https://${args.host}/status`);',
    ),
    // A name says nothing about the address that it leads to.
    javascriptTool(
      [],
      '{ url: z.string() }',
      [
        'const { hostname } = new URL(args.url);',
        "if (hostname === 'localhost' || hostname.startsWith('10.')) throw new Error('private');",
        'await fetch(args.url);',
      ].join('\n  '),
    ),
    javascriptTool(
      [],
      '{ url: z.string() }',
      "if (!args.url.startsWith('https://api.example.com')) throw new Error('elsewhere');\n  await fetch(args.url);",
    ),
    pythonTool(['import requests'], 'url: str', 'requests.get(url, timeout=5)'),
    pythonTool(
      ['import httpx'],
      'url: str',
      'async with httpx.AsyncClient() as client:\n    await client.get(url)',
    ),
    goTool(['net/http'], 'url', 'http.Get(url)'),
    goTool(
      ['net/http'],
      'host',
      'req, _ := http.NewRequestWithContext(ctx, "GET", "https://"+host+"/status", nil)\nhttp.DefaultClient.Do(req)',
    ),
  ],
  good: [
    javascriptTool(
      ["const HOSTS = new Set(['api.example.com', 'docs.example.com']);"],
      '{ url: z.string() }',
      "const url = new URL(args.url);\n  if (!HOSTS.has(url.hostname)) throw new Error('elsewhere');\n  await fetch(url);",
    ),
    javascriptTool(
      [],
      '{ id: z.string() }',
      'await fetch(`https://api.example.com/items/${encodeURIComponent(args.id)}`);',
    ),
    pythonTool(
      ['import requests', 'from urllib.parse import urlparse', 'HOSTS = {"api.example.com"}'],
      'url: str',
      'if urlparse(url).hostname not in HOSTS:\n    raise ValueError("elsewhere")\nrequests.get(url)',
    ),
    pythonTool(
      ['import ipaddress', 'import socket', 'import requests', 'from urllib.parse import urlparse'],
      'url: str',
      'address = ipaddress.ip_address(socket.gethostbyname(urlparse(url).hostname))\nif address.is_private or address.is_loopback:\n    raise ValueError("private")\nrequests.get(url, allow_redirects=False)',
    ),
    goTool(
      ['net/http', 'net/url'],
      'id',
      'http.Get("https://api.example.com/items/" + url.PathEscape(id))',
    ),
  ],
  nearMiss: [
    // The host is configured; only what follows it is foreign.
    javascriptTool(
      [
        "import { settings } from './settings.js';",
        "const BASE = settings.api ?? 'https://api.example.com';",
      ],
      '{ id: z.string() }',
      'await fetch(`${BASE}/items/${args.id}`);',
    ),
    javascriptTool(
      [
        "import axios from 'axios';",
        "const api = axios.create({ baseURL: 'https://api.example.com' });",
      ],
      '{ id: z.string() }',
      'await api.get(`/items/${args.id}`);',
    ),
    javascriptTool(
      [],
      '{ text: z.string() }',
      "await fetch('https://api.example.com', { method: 'POST', body: args.text });",
    ),
    pythonTool(
      ['import requests'],
      'page: int',
      'requests.get("https://api.example.com/items", params={"page": page})',
    ),
    goTool(
      ['net/http'],
      'region',
      'if region != "eu" && region != "us" {\n\treturn nil, nil\n}\nhttp.Get("https://" + region + ".example.com/")',
    ),
  ],
};
