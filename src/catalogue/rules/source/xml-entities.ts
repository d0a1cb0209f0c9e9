import type { CallView, Sink } from '../../../domain/flow.ts';
import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { isOn, javascript, members, option, python } from '../../source/calls.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';
import { callsIn, matchAt } from '../../source/program.ts';

/** lxml resolves entities unless it is given a parser that was told not to. */
function resolvesEntities(call: CallView): boolean {
  const parser = option(call, 'parser') ?? call.argument(1);
  return parser === undefined;
}

const sinks: readonly Sink[] = [
  {
    languages: python,
    calls: [
      ...members('lxml.etree', ['fromstring', 'parse', 'XML', 'iterparse']),
      ...members('lxml.objectify', ['fromstring', 'parse']),
    ],
    arguments: [0],
    when: resolvesEntities,
    does: 'is parsed as XML with entities resolved',
  },
  {
    languages: python,
    calls: [
      ...members('xml.sax', ['parse', 'parseString', 'make_parser().parse']),
      ...members('xml.dom.pulldom', ['parse', 'parseString']),
      ...members('xml.dom.minidom', ['parse', 'parseString']),
      ...members('xml.etree.ElementTree', ['fromstring', 'parse', 'XML', 'iterparse']),
    ],
    arguments: [0],
    severity: 'low',
    does: 'is parsed as XML by a parser that expands entities without limit',
  },
  {
    languages: javascript,
    calls: [
      ...members('libxmljs', ['parseXml', 'parseXmlString', 'parseXmlAsync']),
      ...members('libxmljs2', ['parseXml', 'parseXmlString']),
    ],
    arguments: [0],
    when: (call) => isOn(call, 'noent'),
    does: 'is parsed as XML with entities resolved',
  },
];

const facts = { id: 'source/xml-entities', severity: 'medium', confidence: 'medium' } as const;

/** A parser that is told to resolve entities, whatever it is given. */
function* detect(program: Program): Generator<SourceMatch> {
  yield* flowsOf(facts)(program);
  for (const call of callsIn(program, (name) =>
    /^lxml\.etree\.(?:XML|ETCompat)Parser$/.test(name),
  )) {
    if (!isOn(call, 'resolve_entities') && !isOn(call, 'load_dtd')) continue;
    yield matchAt(call, 'The parser is told to resolve what documents declare.');
  }
}

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign XML is parsed with its entities',
  why: 'A document may declare entities that stand for files and addresses, whose content then becomes part of it, or entities that grow until memory ends.',
  fix: 'Use `defusedxml`, or a parser with entities and network access switched off (`etree.XMLParser(resolve_entities=False, no_network=True)`).',
  controls: ['INT-07'],
  techniques: ['sensitive-information-disclosure', 'resource-exhaustion'],
  cwe: [611, 776],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks: sinks.map((sink) => ({ ...sink, from: ['argument', 'request', 'assumed'] })),
  safe: [],
  examples: {
    bad: [
      pythonTool(['from lxml import etree'], 'document: str', 'tree = etree.fromstring(document)'),
      javascriptTool(
        ["import libxmljs from 'libxmljs';"],
        '{ document: z.string() }',
        'libxmljs.parseXml(args.document, { noent: true });',
      ),
      pythonTool(
        ['from lxml import etree'],
        'document: str',
        'tree = etree.fromstring(document, etree.XMLParser(resolve_entities=True))',
      ),
      pythonTool(['import xml.sax'], 'document: str', 'xml.sax.parseString(document, None)'),
    ],
    good: [
      pythonTool(
        ['from lxml import etree'],
        'document: str',
        'tree = etree.fromstring(document, etree.XMLParser(resolve_entities=False))',
      ),
      pythonTool(
        [
          'from lxml import etree',
          'parser = etree.XMLParser(resolve_entities=False, no_network=True)',
        ],
        'document: str',
        'tree = etree.fromstring(document, parser)',
      ),
      pythonTool(
        ['import defusedxml.ElementTree as ElementTree'],
        'document: str',
        'tree = ElementTree.fromstring(document)',
      ),
    ],
    nearMiss: [
      javascriptTool(
        ["import libxmljs from 'libxmljs';"],
        '{ document: z.string() }',
        'libxmljs.parseXml(args.document);',
      ),
      pythonTool(
        ['from lxml import etree'],
        'text: str',
        'node = etree.Element("note")\nnode.text = text',
      ),
    ],
  },
  detect,
};
