import type { SourceExample } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { go, javascript, members, python } from '../../source/calls.ts';
import { flowsOf } from '../../source/flows.ts';

const facts = { id: 'source/html-injection', severity: 'medium', confidence: 'medium' } as const;

/** A text that starts as a page does, or has a tag in it. */
const MARKUP = /<[/a-z!]/i;

const route = (body: string): SourceExample => ({
  'src/server.ts': [
    "import express from 'express';",
    "import escapeHtml from 'escape-html';",
    'const app = express();',
    `app.get('/page', (req, res) => {`,
    `  ${body}`,
    '});',
    '',
  ].join('\n'),
});
const component = (body: string): SourceExample => ({
  'src/Page.tsx': [
    "import { useSearchParams } from 'react-router-dom';",
    'export function Page() {',
    '  const [params] = useSearchParams();',
    `  ${body}`,
    '}',
    '',
  ].join('\n'),
});

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data becomes part of a page as markup',
  why: 'Markup in the value runs script in the browser of whoever opens the page, with their session: on a local page of a server it can call the server itself.',
  fix: 'Let the template escape the value, or escape it for HTML; set text, not markup; for links allow the schemes `http:` and `https:` only.',
  controls: ['INT-03', 'TRF-17'],
  techniques: ['code-injection'],
  cwe: [79, 80],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks: [
    {
      languages: javascript,
      calls: ['*.send', '*.end', '*.write', '*.html'],
      arguments: [0],
      when: ({ argument }) => MARKUP.test(argument(0)?.prefix ?? ''),
      from: ['request', 'remote'],
      having: ['embedded'],
      does: 'is written into an HTML page',
    },
    {
      languages: javascript,
      calls: ['jsx'],
      arguments: ['1.dangerouslySetInnerHTML.__html'],
      does: 'is set as markup in a page',
    },
    {
      languages: javascript,
      calls: ['jsx'],
      arguments: ['1.href', '1.action', '1.formAction', '1.src'],
      from: ['request', 'remote'],
      safe: ['led', 'after-host', 'host-listed', 'scheme-listed', 'url-encoded', 'html-escaped'],
      does: 'is the address of a link, and may be `javascript:`',
    },
    {
      languages: javascript,
      calls: [
        'document.write',
        'document.writeln',
        '*.insertAdjacentHTML',
        '*.createContextualFragment',
        '*.setHTMLUnsafe',
        '*.innerHTML=',
        '*.outerHTML=',
        '*.srcdoc=',
      ],
      arguments: [-1],
      does: 'is set as markup in a page',
    },
    {
      languages: javascript,
      // jQuery.
      calls: ['$().html', 'jQuery().html', 'jquery().html', '$().append', 'jquery().append'],
      arguments: [0],
      from: ['request', 'remote', 'argument'],
      does: 'is set as markup in a page',
    },
    {
      languages: javascript,
      calls: ['jsx'],
      arguments: ['1.srcDoc'],
      from: ['argument', 'request', 'remote'],
      does: 'is set as markup in a page',
    },
    {
      languages: javascript,
      calls: [
        'window.open',
        ...members('*.location', ['assign', 'replace', 'href=']),
        ...members('location', ['assign', 'replace', 'href=']),
        '*.location=',
      ],
      arguments: [0],
      from: ['request', 'remote'],
      safe: ['led', 'after-host', 'host-listed', 'scheme-listed', 'url-encoded'],
      does: 'is an address that a page goes to, and may be `javascript:`',
    },
    {
      languages: javascript,
      // What a client shows of a server in a frame of its own.
      calls: ['*.createUIResource'],
      arguments: ['0.content.htmlString'],
      having: ['embedded'],
      does: 'is written into an HTML page that a client shows',
    },
    {
      languages: javascript,
      calls: ['Response'],
      arguments: [0],
      when: ({ argument }) => MARKUP.test(argument(0)?.prefix ?? ''),
      from: ['request', 'remote'],
      having: ['embedded'],
      does: 'is written into an HTML page',
    },
    {
      languages: go,
      // Texts of these types are not escaped.
      calls: members('html/template', ['HTML', 'JS', 'HTMLAttr', 'CSS']),
      arguments: [0],
      does: 'is taken for markup that needs no escaping',
    },
    {
      languages: go,
      calls: ['fmt.Fprintf', 'fmt.Fprint', 'fmt.Fprintln', 'io.WriteString'],
      arguments: [1, 2, 3, 4, 5],
      when: ({ argument }) => MARKUP.test(argument(1)?.prefix ?? ''),
      from: ['request', 'remote'],
      does: 'is written into an HTML page',
    },
    {
      languages: python,
      calls: ['aiohttp.web.Response'],
      arguments: ['text', 'body'],
      when: (call) => MARKUP.test(call.argument('text')?.prefix ?? ''),
      from: ['request', 'remote'],
      does: 'is written into an HTML page',
    },
    {
      languages: python,
      calls: ['tornado.web.RequestHandler().write'],
      arguments: [0],
      when: ({ argument }) => MARKUP.test(argument(0)?.prefix ?? ''),
      from: ['request', 'remote'],
      does: 'is written into an HTML page',
    },
    {
      languages: python,
      calls: [
        'fastapi.responses.HTMLResponse',
        'starlette.responses.HTMLResponse',
        'flask.Markup',
        'markupsafe.Markup',
        'django.utils.safestring.mark_safe',
        'django.http.HttpResponse',
      ],
      arguments: [0, 'content'],
      from: ['request', 'remote'],
      does: 'is written into an HTML page',
    },
  ],
  safe: ['html-escaped', 'url-encoded', 'plain'],
  examples: {
    bad: [
      route('res.send(`<h1>Results for ${req.query.q}</h1>`);'),
      component("return <div dangerouslySetInnerHTML={{ __html: params.get('text') }} />;"),
      component("return <a href={params.get('next')}>go on</a>;"),
    ],
    good: [
      route('res.send(`<h1>Results for ${escapeHtml(req.query.q)}</h1>`);'),
      component("return <div>{params.get('text')}</div>;"),
    ],
    nearMiss: [
      // What is not a page is not read as one.
      route('res.send(req.query.q);'),
      component("return <a href={'/notes/' + params.get('next')}>go on</a>;"),
    ],
  },
  detect: flowsOf(facts),
};
