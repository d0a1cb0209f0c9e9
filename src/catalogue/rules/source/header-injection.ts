import type { Rule } from '../../../domain/rule.ts';
import { javascript, python } from '../../source/calls.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';

const facts = { id: 'source/header-injection', severity: 'medium', confidence: 'medium' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data becomes part of a header, a message or a raw protocol line',
  why: 'A line break in the value ends the header and starts others, or the body: further receivers of a mail, another command of the protocol.',
  fix: 'Refuse carriage returns and line feeds in the value, or use a library that builds the message and does.',
  controls: ['INT-06'],
  techniques: ['code-injection'],
  cwe: [93, 113],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks: [
    {
      languages: javascript,
      calls: [
        'net.connect().write',
        'net.createConnection().write',
        'net.Socket().write',
        'tls.connect().write',
      ],
      arguments: [0],
      having: ['embedded'],
      does: 'is put into a line of a protocol',
    },
    {
      languages: python,
      calls: ['smtplib.SMTP().sendmail', 'smtplib.SMTP_SSL().sendmail'],
      arguments: [2],
      having: ['embedded'],
      does: 'is put into the text of a mail with its headers',
    },
    {
      languages: python,
      calls: [
        'socket.socket().send',
        'socket.socket().sendall',
        'socket.create_connection().sendall',
        'imaplib.IMAP4_SSL().search',
        'imaplib.IMAP4().search',
        'imaplib.IMAP4_SSL().uid',
      ],
      arguments: [0, 1, 2],
      having: ['embedded'],
      does: 'is put into a line of a protocol',
    },
  ],
  safe: ['one-line', 'plain', 'url-encoded'],
  examples: {
    bad: [
      javascriptTool(
        ["import net from 'node:net';", "const socket = net.connect(25, 'localhost');"],
        '{ to: z.string() }',
        'socket.write(`RCPT TO:<${args.to}>\\r\\n`);',
      ),
      pythonTool(
        ['import smtplib'],
        'subject: str, body: str',
        'with smtplib.SMTP("localhost") as mail:\n    mail.sendmail("a@example.com", ["b@example.com"], f"Subject: {subject}\\n\\n{body}")',
      ),
    ],
    good: [
      javascriptTool(
        ["import net from 'node:net';", "const socket = net.connect(25, 'localhost');"],
        '{ to: z.string() }',
        "if (/[\\r\\n]/.test(args.to)) throw new Error('one line');\n  socket.write(`RCPT TO:<${args.to}>\\r\\n`);",
      ),
      pythonTool(
        ['import smtplib', 'from email.message import EmailMessage'],
        'subject: str, body: str',
        'message = EmailMessage()\nmessage["Subject"] = subject\nmessage.set_content(body)\nwith smtplib.SMTP("localhost") as mail:\n    mail.send_message(message)',
      ),
    ],
    nearMiss: [
      javascriptTool(
        ["import net from 'node:net';", "const socket = net.connect(25, 'localhost');"],
        '{ size: z.number() }',
        'socket.write(`SIZE ${args.size}\\r\\n`);',
      ),
    ],
  },
  detect: flowsOf(facts),
};
