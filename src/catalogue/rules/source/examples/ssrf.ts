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
    // An agent that only keeps connections open.
    javascriptTool(
      [
        "import { Agent } from 'undici';",
        'const dispatcher = new Agent({ keepAliveTimeout: 1000 });',
      ],
      '{ url: z.string() }',
      'await fetch(args.url, { dispatcher });',
    ),
    goTool(
      ['net/http', 'time'],
      'url',
      'client := &http.Client{Timeout: 5 * time.Second}\nreq, _ := http.NewRequest("GET", url, nil)\nclient.Do(req)',
    ),
  ],
  good: [
    // The address is looked at as each connection is made.
    javascriptTool(
      ["import axios from 'axios';", "import filter from 'ssrf-req-filter';"],
      '{ url: z.string() }',
      'await axios.get(args.url, { httpAgent: filter(args.url), httpsAgent: filter(args.url) });',
    ),
    javascriptTool(
      [
        "import dns from 'node:dns';",
        "import { Agent } from 'undici';",
        "const isPrivate = (ip) => ip.startsWith('10.') || ip.startsWith('127.');",
        "function lookup(host, options, done) { dns.lookup(host, options, (error, ip) => done(isPrivate(ip) ? new Error('private') : error, ip)); }",
        'const dispatcher = new Agent({ connect: { lookup: (host, options, done) => lookup(host, options, done) } });',
      ],
      '{ url: z.string() }',
      'await fetch(args.url, { dispatcher });',
    ),
    {
      'main.go': `package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"syscall"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

type Input struct {
	URL string
}

func public(network, address string, _ syscall.RawConn) error {
	host, _, _ := net.SplitHostPort(address)
	if ip := net.ParseIP(host); ip == nil || ip.IsPrivate() || ip.IsLoopback() {
		return errors.New("private")
	}
	return nil
}

var dialer = &net.Dialer{Control: public}
var client = &http.Client{Transport: &http.Transport{DialContext: dialer.DialContext}}

func work(ctx context.Context, req *mcp.CallToolRequest, in Input) (*mcp.CallToolResult, any, error) {
	request, _ := http.NewRequestWithContext(ctx, "GET", in.URL, nil)
	client.Do(request)
	return nil, nil, nil
}

func main() {
	server := mcp.NewServer(&mcp.Implementation{Name: "example"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "work"}, work)
	server.Run(context.Background(), &mcp.StdioTransport{})
}
`,
    },
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
