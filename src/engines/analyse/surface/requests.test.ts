import { facing } from '../../../../test/support/facing.ts';

// Library functions that send a request, each with an address from outside and a twin whose host is fixed.

facing('source/ssrf', 'javascript', [
  [
    '',
    'await fetch(value);',
    'await fetch(`https://api.example.com/${encodeURIComponent(value)}`);',
  ],
  ['', 'await fetch(new URL(value));', "await fetch(new URL('https://api.example.com/'));"],
  ['', 'await fetch(new Request(value));', "await fetch(new Request('https://api.example.com/'));"],
  ['', 'await fetch(`https://${value}/status`);', "await fetch('https://api.example.com/status');"],
  [
    "import axios from 'axios';",
    'await axios.get(value);',
    "await axios.get('https://api.example.com/', { params: { value } });",
  ],
  [
    "import axios from 'axios';",
    "await axios({ method: 'get', url: value });",
    "await axios({ method: 'get', url: 'https://api.example.com/' });",
  ],
  [
    "import axios from 'axios';\nconst client = axios.create({ timeout: 1000 });",
    'await client.get(value);',
    "await client.get('https://api.example.com/');",
  ],
  [
    "import axios from 'axios';",
    "await axios.request({ baseURL: value, url: '/x' });",
    "await axios.request({ baseURL: 'https://api.example.com', url: '/x' });",
  ],
  [
    "import got from 'got';",
    'await got(value).json();',
    "await got('https://api.example.com/').json();",
  ],
  [
    "import got from 'got';",
    'await got.post(value, {});',
    "await got.post('https://api.example.com/', { json: { value } });",
  ],
  [
    "import { request } from 'undici';",
    'await request(value);',
    "await request('https://api.example.com/');",
  ],
  [
    "import { Client } from 'undici';",
    'new Client(value);',
    "new Client('https://api.example.com');",
  ],
  ["import { Pool } from 'undici';", 'new Pool(value);', "new Pool('https://api.example.com');"],
  [
    "import fetch from 'node-fetch';",
    'await fetch(value);',
    "await fetch('https://api.example.com/');",
  ],
  [
    "import ky from 'ky';",
    'await ky(value).json();',
    "await ky('https://api.example.com/').json();",
  ],
  [
    "import superagent from 'superagent';",
    'await superagent.get(value);',
    "await superagent.get('https://api.example.com/');",
  ],
  [
    "import needle from 'needle';",
    "await needle('get', value);",
    "await needle('get', 'https://api.example.com/');",
  ],
  [
    "import needle from 'needle';",
    'needle.get(value, () => undefined);',
    "needle.get('https://api.example.com/', () => undefined);",
  ],
  [
    "import https from 'node:https';",
    'https.get(value, () => undefined);',
    "https.get('https://api.example.com/', () => undefined);",
  ],
  [
    "import https from 'node:https';",
    "https.request({ hostname: value, path: '/' });",
    "https.request({ hostname: 'api.example.com', path: '/' });",
  ],
  [
    "import { ofetch } from 'ofetch';",
    'await ofetch(value);',
    "await ofetch('https://api.example.com/');",
  ],
  [
    "import wretch from 'wretch';",
    'await wretch(value).get().json();',
    "await wretch('https://api.example.com/').get().json();",
  ],
  ["import phin from 'phin';", 'await phin(value);', "await phin('https://api.example.com/');"],
  [
    "import Parser from 'rss-parser';\nconst parser = new Parser();",
    'await parser.parseURL(value);',
    "await parser.parseURL('https://api.example.com/');",
  ],
  [
    "import { JSDOM } from 'jsdom';",
    'await JSDOM.fromURL(value);',
    "await JSDOM.fromURL('https://api.example.com/');",
  ],
  [
    "import { download } from '@electron/get';\nimport nodeDownload from 'download';",
    "await nodeDownload(value, 'work');",
    "await nodeDownload('https://api.example.com/x', 'work');",
  ],
  [
    "import WebSocket from 'ws';",
    'new WebSocket(value);',
    "new WebSocket('wss://api.example.com');",
  ],
  [
    "import crossFetch from 'cross-fetch';",
    'await crossFetch(value);',
    "await crossFetch('https://api.example.com/');",
  ],
  [
    "import { fetch as agent, ProxyAgent } from 'undici';",
    'await agent(value, {});',
    "await agent('https://api.example.com/', {});",
  ],
  [
    "import bent from 'bent';\nconst get = bent('string');",
    'await get(value);',
    "await get('https://api.example.com/');",
  ],
  [
    "import SwaggerParser from '@apidevtools/swagger-parser';",
    'await SwaggerParser.dereference(value);',
    "await SwaggerParser.dereference('https://api.example.com/');",
  ],
  [
    "import axios from 'axios';",
    'await axios.get(value, { responseType: "stream" });',
    "await axios.head('https://api.example.com/');",
  ],
  [
    "import { Client } from '@modelcontextprotocol/sdk/client/index.js';\nimport { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';",
    'new StreamableHTTPClientTransport(new URL(value));',
    "new StreamableHTTPClientTransport(new URL('https://api.example.com/mcp'));",
  ],
]);

facing('source/ssrf', 'python', [
  [
    'import requests',
    'requests.get(value)',
    'requests.get("https://api.example.com/", params={"q": value})',
  ],
  [
    'import requests',
    'requests.request("GET", value)',
    'requests.request("GET", "https://api.example.com/")',
  ],
  [
    'import requests',
    'requests.request(method="GET", url=value)',
    'requests.request(method="GET", url="https://api.example.com/")',
  ],
  [
    'import requests',
    'with requests.Session() as session:\n    session.get(value)',
    'with requests.Session() as session:\n    session.get("https://api.example.com/")',
  ],
  [
    'import httpx',
    'async with httpx.AsyncClient() as client:\n    await client.get(value)',
    'async with httpx.AsyncClient() as client:\n    await client.get("https://api.example.com/")',
  ],
  [
    'import httpx',
    'async with httpx.AsyncClient() as client:\n    async with client.stream("GET", value) as response:\n        await response.aread()',
    'async with httpx.AsyncClient() as client:\n    async with client.stream("GET", "https://api.example.com/") as response:\n        await response.aread()',
  ],
  [
    'import httpx',
    'httpx.AsyncClient(base_url=value)',
    'httpx.AsyncClient(base_url="https://api.example.com")',
  ],
  ['import httpx', 'httpx.stream("GET", value)', 'httpx.stream("GET", "https://api.example.com/")'],
  [
    'import aiohttp',
    'async with aiohttp.ClientSession() as session:\n    async with session.get(value) as response:\n        await response.text()',
    'async with aiohttp.ClientSession() as session:\n    async with session.get("https://api.example.com/") as response:\n        await response.text()',
  ],
  [
    'import aiohttp',
    'async with aiohttp.ClientSession() as session:\n    await session.ws_connect(value)',
    'async with aiohttp.ClientSession() as session:\n    await session.ws_connect("wss://api.example.com/")',
  ],
  [
    'import aiohttp',
    'aiohttp.ClientSession(base_url=value)',
    'aiohttp.ClientSession(base_url="https://api.example.com")',
  ],
  [
    'import urllib.request',
    'urllib.request.urlopen(value)',
    'urllib.request.urlopen("https://api.example.com/")',
  ],
  [
    'from urllib.request import Request, urlopen',
    'urlopen(Request(value))',
    'urlopen(Request("https://api.example.com/"))',
  ],
  [
    'import urllib3',
    'urllib3.PoolManager().request("GET", value)',
    'urllib3.PoolManager().request("GET", "https://api.example.com/")',
  ],
  [
    'import urllib3',
    'urllib3.request("GET", value)',
    'urllib3.request("GET", "https://api.example.com/")',
  ],
  [
    'import http.client',
    'http.client.HTTPSConnection(value)',
    'http.client.HTTPSConnection("api.example.com")',
  ],
  [
    'import pycurl',
    'curl = pycurl.Curl()\ncurl.setopt(pycurl.URL, value)',
    'curl = pycurl.Curl()\ncurl.setopt(pycurl.URL, "https://api.example.com/")',
  ],
  [
    'import feedparser',
    'feedparser.parse(value)',
    'feedparser.parse("https://api.example.com/feed")',
  ],
  ['import pandas as pd', 'pd.read_html(value)', 'pd.read_html("https://api.example.com/")'],
  [
    'import trafilatura',
    'trafilatura.fetch_url(value)',
    'trafilatura.fetch_url("https://api.example.com/")',
  ],
  [
    'import yt_dlp',
    'yt_dlp.YoutubeDL({}).extract_info(value)',
    'yt_dlp.YoutubeDL({}).extract_info("https://video.example.com/1")',
  ],
  [
    'from newspaper import Article',
    'Article(value).download()',
    'Article("https://api.example.com/").download()',
  ],
  ['import wget', 'wget.download(value)', 'wget.download("https://api.example.com/x")'],
  [
    'from websockets.sync.client import connect',
    'connect(value)',
    'connect("wss://api.example.com")',
  ],
  [
    'import websocket',
    'websocket.create_connection(value)',
    'websocket.create_connection("wss://api.example.com")',
  ],
  [
    'from langchain_community.document_loaders import WebBaseLoader',
    'WebBaseLoader(value).load()',
    'WebBaseLoader("https://api.example.com/").load()',
  ],
  [
    'from markitdown import MarkItDown',
    'MarkItDown().convert_url(value)',
    'MarkItDown().convert_url("https://api.example.com/")',
  ],
  [
    'from curl_cffi import requests',
    'requests.get(value)',
    'requests.get("https://api.example.com/")',
  ],
  [
    'import socket',
    'socket.create_connection((value, 80))',
    'socket.create_connection(("api.example.com", 80))',
  ],
  [
    'import asyncio',
    'await asyncio.open_connection(value, 80)',
    'await asyncio.open_connection("api.example.com", 80)',
  ],
  [
    'from mcp.client.streamable_http import streamablehttp_client',
    'async with streamablehttp_client(value) as streams:\n    pass',
    'async with streamablehttp_client("https://api.example.com/mcp") as streams:\n    pass',
  ],
  [
    'from mcp.client.sse import sse_client',
    'async with sse_client(url=value) as streams:\n    pass',
    'async with sse_client(url="https://api.example.com/sse") as streams:\n    pass',
  ],
]);

facing('source/ssrf', 'go', [
  [['net/http'], 'http.Get(value)', 'http.Get("https://api.example.com/")'],
  [
    ['net/http'],
    'client := &http.Client{}\nclient.Get(value)',
    'client := &http.Client{}\nclient.Get("https://api.example.com/")',
  ],
  [
    ['net/http'],
    'request2, _ := http.NewRequestWithContext(ctx, "GET", value, nil)\nhttp.DefaultClient.Do(request2)',
    'request2, _ := http.NewRequestWithContext(ctx, "GET", "https://api.example.com/", nil)\nhttp.DefaultClient.Do(request2)',
  ],
  [
    ['net/http'],
    'request2, _ := http.NewRequest(http.MethodPost, value, nil)\nhttp.DefaultClient.Do(request2)',
    'request2, _ := http.NewRequest(http.MethodPost, "https://api.example.com/", nil)\nhttp.DefaultClient.Do(request2)',
  ],
  [
    ['github.com/go-resty/resty/v2'],
    'resty.New().R().Get(value)',
    'resty.New().R().Get("https://api.example.com/")',
  ],
  [['net'], 'net.Dial("tcp", value)', 'net.Dial("tcp", "api.example.com:443")'],
  [
    ['github.com/gorilla/websocket'],
    'websocket.DefaultDialer.Dial(value, nil)',
    'websocket.DefaultDialer.Dial("wss://api.example.com", nil)',
  ],
  [
    ['net/http', 'net/url'],
    'target, _ := url.Parse(value)\nhttp.DefaultClient.Do(&http.Request{URL: target})',
    'target, _ := url.Parse("https://api.example.com/")\nhttp.DefaultClient.Do(&http.Request{URL: target})',
  ],
  [
    ['net/http/httputil', 'net/url'],
    'target, _ := url.Parse(value)\nhttputil.NewSingleHostReverseProxy(target)',
    'target, _ := url.Parse("https://api.example.com/")\nhttputil.NewSingleHostReverseProxy(target)',
  ],
  [
    ['github.com/mmcdole/gofeed'],
    'gofeed.NewParser().ParseURL(value)',
    'gofeed.NewParser().ParseURL("https://api.example.com/feed")',
  ],
  [
    ['github.com/gocolly/colly/v2'],
    'colly.NewCollector().Visit(value)',
    'colly.NewCollector().Visit("https://api.example.com/")',
  ],
]);
