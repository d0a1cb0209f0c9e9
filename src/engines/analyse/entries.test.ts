import { beforeAll, describe, expect, test } from 'vitest';
import { entries } from '../../catalogue/entries/registry.gen.ts';
import { models } from '../../catalogue/models/registry.gen.ts';
import { rules as all } from '../../catalogue/rules/registry.gen.ts';
import { familyOf } from '../../domain/rule.ts';
import type { Rule } from '../../domain/rule.ts';
import { openAnalyser } from './index.ts';
import type { Analyser } from './index.ts';

// Every way in: a server that evaluates what comes in by it, in as many words as the framework needs.

const rules = all.filter((rule) => familyOf(rule.id) === 'source') as readonly Rule<'source'>[];
let analyser: Analyser;
beforeAll(async () => {
  analyser = await openAnalyser();
});

/** Where the foreign data of the program's one sink comes from, and as what. */
function origins(path: string, text: string): string[] {
  const { program } = analyser.analyse({ files: [{ path, text }], rules, models, entries });
  return program.flows
    .filter(({ rule }) => rule === 'source/code-evaluation' || rule === 'source/path-traversal')
    .map(({ origin, source }) => `${origin} ${source}`);
}

const v1 = `import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ReadResourceRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
const server = new McpServer({ name: 'x', version: '1' });
const low = new Server({ name: 'x', version: '1' }, {});
`;
const express = `import express from 'express';
const app = express();
const router = express.Router();
`;

describe('JavaScript', () => {
  test.each([
    [
      'tool(name, schema, handler)',
      `${v1}server.tool('a', { x: z.string() }, async ({ x }) => eval(x));`,
      'argument arguments.x',
    ],
    [
      'tool(name, text, schema, handler)',
      `${v1}server.tool('a', 'text', { x: z.string() }, async ({ x }) => eval(x));`,
      'argument arguments.x',
    ],
    [
      'tool with annotations',
      `${v1}server.tool('a', 'text', { x: z.string() }, { title: 'A' }, async ({ x }) => eval(x));`,
      'argument arguments.x',
    ],
    [
      'registerTool',
      `${v1}server.registerTool('a', { inputSchema: { x: z.string() } }, async (args) => eval(args.x));`,
      'argument args.x',
    ],
    [
      'prompt',
      `${v1}server.prompt('a', { x: z.string() }, ({ x }) => eval(x));`,
      'argument arguments.x',
    ],
    [
      'registerPrompt',
      `${v1}server.registerPrompt('a', { argsSchema: { x: z.string() } }, ({ x }) => eval(x));`,
      'argument arguments.x',
    ],
    [
      'resource with a template',
      `${v1}server.resource('a', new ResourceTemplate('a://{x}', {}), async (uri, { x }) => eval(x));`,
      'argument arguments.x',
    ],
    [
      'setRequestHandler',
      `${v1}low.setRequestHandler(CallToolRequestSchema, async (request) => eval(request.params.arguments.x));`,
      'argument request.params.arguments.x',
    ],
    [
      'setRequestHandler, taken apart',
      `${v1}low.setRequestHandler(CallToolRequestSchema, async ({ params: { arguments: args } }) => eval(args.x));`,
      'argument arguments.params.arguments.x',
    ],
    [
      'a switch on the name',
      `${v1}low.setRequestHandler(CallToolRequestSchema, async (request) => { switch (request.params.name) { case 'a': return eval(request.params.arguments.x); } });`,
      'argument request.params.arguments.x',
    ],
    [
      'resources/read',
      `${v1}low.setRequestHandler(ReadResourceRequestSchema, async (request) => eval(request.params.uri));`,
      'argument request.params.uri',
    ],
    [
      'version 2 by method name',
      `import { Server } from '@modelcontextprotocol/server';\nconst s = new Server({});\ns.setRequestHandler('tools/call', async (request) => eval(request.params.arguments.x));`,
      'argument request.params.arguments.x',
    ],
    [
      'a helper around registration',
      `${v1}function add(name, run) { server.registerTool(name, {}, run); }\nadd('a', async (args) => eval(args.x));`,
      'argument args.x',
    ],
    [
      'a table of tools',
      `export const tool = { name: 'a', description: 'A', inputSchema: { type: 'object' }, handler: async (args) => eval(args.x) };`,
      'argument args.x',
    ],
    [
      'fastmcp',
      `import { FastMCP } from 'fastmcp';\nconst s = new FastMCP({});\ns.addTool({ name: 'a', execute: async (args) => eval(args.x) });`,
      'argument args.x',
    ],
    [
      'mcp-framework',
      `import { MCPTool } from 'mcp-framework';\nclass A extends MCPTool { name = 'a'; async execute(input) { return eval(input.x); } }\nexport default A;`,
      'argument input.x',
    ],
    [
      'a handler by its type',
      `import type { Request, Response } from 'express';\nexport async function a(req: Request, res: Response) { return eval(req.query.x); }`,
      'request req.query.x',
    ],
    [
      'a request by its type',
      `import type { CallToolRequest } from '@modelcontextprotocol/sdk/types.js';\nexport class A { async run(request: CallToolRequest) { return eval(request.params.arguments.x); } }`,
      'argument request.params.arguments.x',
    ],
    ['Express', `${express}app.get('/a', (req, res) => eval(req.query.x));`, 'request req.query.x'],
    [
      'Express with middleware',
      `${express}app.post('/a', express.json(), (req, res) => eval(req.body.x));`,
      'request req.body.x',
    ],
    [
      'an Express router',
      `${express}router.post('/a/:x', async (req, res) => eval(req.params.x));`,
      'request req.params.x',
    ],
    [
      'Hono',
      `import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/a', (c) => eval(c.req.query('x')));`,
      'request c.req.query',
    ],
    [
      'Fastify',
      `import fastify from 'fastify';\nconst app = fastify();\napp.route({ method: 'GET', url: '/a', handler: async (request) => eval(request.query.x) });`,
      'request request.query.x',
    ],
    [
      'node:http',
      `import http from 'node:http';\nhttp.createServer((req, res) => eval(req.url));`,
      'request req.url',
    ],
    ['the address of a page', `eval(window.location.hash);`, 'request window.location.hash'],
  ])('%s', (_name, text, origin) => {
    expect(origins('src/server.ts', text)).toContain(origin);
  });

  test('xmcp and Next find handlers by the file they are in', () => {
    const tool = `export const schema = {};\nexport const metadata = { name: 'a' };\nexport default async function a(args) { return eval(args.x); }`;
    expect(origins('src/tools/a.ts', tool)).toContain('argument args.x');
    expect(
      origins(
        'src/app/a/route.ts',
        'export async function POST(request) { return eval(request.x); }',
      ),
    ).toContain('request request.x');
  });

  test('a function that is no handler is not one', () => {
    const text =
      'const names = new Map();\nexport const shown = names.get("a");\nfunction run(list) { return list.map((one) => one.x); }\nrun([]);';
    expect(origins('src/server.ts', text)).toEqual([]);
  });
});

const fast = 'from mcp.server.fastmcp import FastMCP, Context\nmcp = FastMCP("x")\n';
const lowLevel = 'from mcp.server import Server\nserver = Server("x")\n';

describe('Python', () => {
  test.each([
    [
      '@mcp.tool()',
      `${fast}@mcp.tool()\ndef a(x: str) -> str:\n    return eval(x)\n`,
      'argument x',
    ],
    [
      '@mcp.tool',
      `${fast}@mcp.tool\nasync def a(x: str, ctx: Context) -> str:\n    return eval(x)\n`,
      'argument x',
    ],
    [
      '@mcp.tool(name=…)',
      `${fast}@mcp.tool(name="b", description="B")\ndef a(x: str) -> str:\n    return eval(x)\n`,
      'argument x',
    ],
    [
      'a model of pydantic',
      `${fast}from pydantic import BaseModel\nclass A(BaseModel):\n    x: str\n@mcp.tool()\ndef a(args: A) -> str:\n    return eval(args.x)\n`,
      'argument args.x',
    ],
    [
      '@mcp.resource',
      `${fast}@mcp.resource("a://{x}")\ndef a(x: str) -> str:\n    return eval(x)\n`,
      'argument x',
    ],
    [
      '@mcp.prompt',
      `${fast}@mcp.prompt()\ndef a(x: str) -> str:\n    return eval(x)\n`,
      'argument x',
    ],
    [
      'add_tool',
      `${fast}def a(x: str) -> str:\n    return eval(x)\nmcp.add_tool(a)\n`,
      'argument x',
    ],
    [
      'mcp.tool()(function)',
      `${fast}def a(x: str) -> str:\n    return eval(x)\nmcp.tool()(a)\n`,
      'argument x',
    ],
    [
      'mcp.tool(name)(method)',
      `class Tools:\n    def __init__(self, mcp):\n        mcp.tool(name="a")(self.a)\n    async def a(self, x: str) -> str:\n        return eval(x)\nTools(None)\n`,
      'argument x',
    ],
    [
      'FastMCP 2',
      'from fastmcp import FastMCP\nmcp = FastMCP("x")\n@mcp.tool\ndef a(x: str) -> str:\n    return eval(x)\n',
      'argument x',
    ],
    [
      '@server.call_tool()',
      `${lowLevel}@server.call_tool()\nasync def call(name: str, arguments: dict):\n    return eval(arguments["x"])\n`,
      'argument arguments.x',
    ],
    [
      'a dispatcher',
      `${lowLevel}def a(x):\n    return eval(x)\n@server.call_tool()\nasync def call(name, arguments):\n    if name == "a":\n        return a(arguments.get("x"))\n`,
      'argument arguments.x',
    ],
    [
      '@server.read_resource()',
      `${lowLevel}@server.read_resource()\nasync def read(uri) -> str:\n    return eval(uri)\n`,
      'argument uri',
    ],
    [
      'FastAPI',
      'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/a")\ndef a(x: str):\n    return eval(x)\n',
      'request x',
    ],
    [
      'Flask',
      'from flask import Flask, request\napp = Flask("x")\n@app.route("/a")\ndef a():\n    return eval(request.args["x"])\n',
      'request flask.request.args.x',
    ],
    [
      'Starlette',
      'from starlette.requests import Request\nfrom starlette.routing import Route\nasync def a(request: Request):\n    return eval(request.query_params["x"])\nroutes = [Route("/a", a)]\n',
      'request starlette.requests.Request().query_params.x',
    ],
  ])('%s', (_name, text, origin) => {
    expect(origins('server.py', text)).toContain(origin);
  });

  test('what the framework passes in is its own', () => {
    expect(
      origins(
        'server.py',
        `${fast}@mcp.tool()\ndef a(ctx: Context) -> str:\n    return eval(ctx.x)\n`,
      ),
    ).toEqual([]);
    // What a test replaces is no route.
    const patched =
      'from unittest.mock import patch\n@patch("a.b")\ndef check(mock):\n    eval(mock.x)\n';
    expect(origins('server.py', patched).filter((one) => one.startsWith('request'))).toEqual([]);
  });
});

const mark3 = `package main
import "context"
import "os"
import "github.com/mark3labs/mcp-go/mcp"
import "github.com/mark3labs/mcp-go/server"
`;
const official = `package main
import "context"
import "os"
import "github.com/modelcontextprotocol/go-sdk/mcp"
`;

describe('Go', () => {
  test.each([
    [
      'AddTool of mcp-go',
      `${mark3}func main() {\n\ts := server.NewMCPServer("x", "1")\n\ts.AddTool(mcp.NewTool("a"), func(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {\n\t\tos.ReadFile(request.GetString("x", ""))\n\t\treturn nil, nil\n\t})\n}\n`,
      'argument request.x',
    ],
    [
      'arguments by key',
      `${mark3}func a(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {\n\tx, _ := request.Params.Arguments["x"].(string)\n\tos.ReadFile(x)\n\treturn nil, nil\n}\nfunc main() {\n\ts := server.NewMCPServer("x", "1")\n\ts.AddTool(mcp.NewTool("a"), a)\n}\n`,
      'argument request.Params.Arguments.x',
    ],
    [
      'a function that gives tool and handler',
      `${mark3}func a() (mcp.Tool, server.ToolHandlerFunc) {\n\treturn mcp.NewTool("a"), func(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {\n\t\tos.ReadFile(request.GetString("x", ""))\n\t\treturn nil, nil\n\t}\n}\nfunc main() {\n\ts := server.NewMCPServer("x", "1")\n\ts.AddTool(a())\n}\n`,
      'argument request.x',
    ],
    [
      'the official SDK',
      `${official}type Args struct {\n\tX string\n}\nfunc a(ctx context.Context, req *mcp.CallToolRequest, args Args) (*mcp.CallToolResult, any, error) {\n\tos.ReadFile(args.X)\n\treturn nil, nil, nil\n}\nfunc main() {\n\ts := mcp.NewServer(&mcp.Implementation{}, nil)\n\tmcp.AddTool(s, &mcp.Tool{Name: "a"}, a)\n}\n`,
      'argument args.X',
    ],
    [
      'net/http',
      'package main\nimport "net/http"\nimport "os"\nfunc main() {\n\thttp.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {\n\t\tos.ReadFile(r.URL.Query().Get("x"))\n\t})\n}\n',
      'request r.URL',
    ],
    [
      'a handler by its type',
      `${mark3}type T struct{}\nfunc (t *T) Run(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {\n\tos.ReadFile(request.GetString("x", ""))\n\treturn nil, nil\n}\n`,
      'argument request.x',
    ],
    [
      'gin',
      'package main\nimport "github.com/gin-gonic/gin"\nimport "os"\nfunc main() {\n\tr := gin.Default()\n\tr.GET("/a", func(c *gin.Context) {\n\t\tos.ReadFile(c.Query("x"))\n\t})\n}\n',
      'request c',
    ],
  ])('%s', (_name, text, origin) => {
    expect(origins('main.go', text).map((one) => one.startsWith(origin))).toContain(true);
  });
});
