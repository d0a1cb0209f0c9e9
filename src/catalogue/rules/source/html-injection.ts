import type { SourceExample } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { javascript, python } from '../../source/calls.ts';
import { flowsOf } from '../../source/flows.ts';

const facts = { id: 'source/html-injection', severity: 'medium', confidence: 'medium' } as const;

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
      when: (call) => /<\/?[a-z!][^\n]{0,200}$/i.test(call.argument(0)?.prefix ?? ''),
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
