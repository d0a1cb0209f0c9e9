import type { Rule } from '../../../domain/rule.ts';
import { javascript, members, python } from '../../source/calls.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';

const facts = { id: 'source/query-injection', severity: 'medium', confidence: 'medium' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data is put into an LDAP filter, an XPath or a graph query',
  why: 'Brackets, quotes and operators in the value change what the query asks for: entries of others, or all of them.',
  fix: 'Bind the value as a parameter or variable of the query where the library can; otherwise escape it with the function of the library for that language.',
  controls: ['INT-04'],
  techniques: ['sql-injection'],
  cwe: [90, 643, 943],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks: [
    {
      languages: python,
      calls: ['*.search_s', '*.search_ext_s', '*.search_st', 'ldap3.Connection().search'],
      arguments: [1, 2, 'search_filter', 'filterstr'],
      having: ['embedded'],
      does: 'is put into an LDAP filter',
    },
    {
      languages: javascript,
      calls: ['ldapjs.createClient().search', 'ldapts.Client().search'],
      arguments: ['1.filter'],
      having: ['embedded'],
      does: 'is put into an LDAP filter',
    },
    {
      languages: python,
      calls: ['*.xpath', 'lxml.etree.XPath'],
      arguments: [0],
      having: ['embedded'],
      severity: 'low',
      does: 'is put into an XPath',
    },
    {
      languages: javascript,
      calls: members('xpath', ['select', 'select1', 'evaluate']),
      arguments: [0],
      having: ['embedded'],
      severity: 'low',
      does: 'is put into an XPath',
    },
    {
      languages: [...javascript, ...python],
      calls: ['neo4j*.run', 'neo4j*.executeQuery', 'neo4j*.execute_query'],
      arguments: [0],
      having: ['embedded'],
      does: 'is put into a graph query',
    },
  ],
  safe: ['plain', 'identifier', 'sql-quoted'],
  examples: {
    bad: [
      pythonTool(
        ['import ldap', 'directory = ldap.initialize("ldap://localhost")'],
        'name: str',
        'directory.search_s("dc=x", 2, f"(uid={name})")',
      ),
      pythonTool(
        ['from neo4j import GraphDatabase', 'driver = GraphDatabase.driver("bolt://localhost")'],
        'name: str',
        'driver.execute_query(f"MATCH (n {{name: \'{name}\'}}) RETURN n")',
      ),
      javascriptTool(
        ["import xpath from 'xpath';"],
        '{ name: z.string() }',
        'xpath.select(`//note[@name="${args.name}"]`);',
      ),
    ],
    good: [
      pythonTool(
        [
          'import ldap',
          'from ldap.filter import escape_filter_chars',
          'directory = ldap.initialize("ldap://localhost")',
        ],
        'name: str',
        'directory.search_s("dc=x", 2, f"(uid={escape_filter_chars(name)})")',
      ),
      pythonTool(
        ['from neo4j import GraphDatabase', 'driver = GraphDatabase.driver("bolt://localhost")'],
        'name: str',
        'driver.execute_query("MATCH (n {name: $name}) RETURN n", name=name)',
      ),
    ],
    nearMiss: [
      javascriptTool(
        ["import xpath from 'xpath';"],
        '{ number: z.number() }',
        'xpath.select(`//note[${args.number}]`);',
      ),
    ],
  },
  detect: flowsOf(facts),
};
