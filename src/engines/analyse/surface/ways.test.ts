import { entering } from '../../../../test/support/facing.ts';

// Ways into a program, a server each that opens or evaluates what comes in by it.

const express = "import express from 'express';\nconst app = express();\n";

entering('server.ts', [
  ['Express: query', `${express}app.get('/a', (req, res) => { eval(req.query.x); });`],
  [
    'Express: router, params',
    "import { Router } from 'express';\nconst router = Router();\nrouter.post('/a/:x', async (req, res) => { eval(req.params.x); });",
  ],
  [
    'Express: body through an async wrapper',
    `${express}const wrap = (run) => (req, res, next) => Promise.resolve(run(req, res, next)).catch(next);\napp.post('/a', wrap(async (req, res) => { eval(req.body.x); }));`,
  ],
  [
    'Express: controller class',
    `${express}class Notes { async read(req, res) { eval(req.params.x); } }\nconst notes = new Notes();\napp.get('/a/:x', notes.read.bind(notes));`,
  ],
  ['Express: header', `${express}app.get('/a', (req, res) => { eval(req.header('x')); });`],
  ['Express: middleware', `${express}app.use((req, res, next) => { eval(req.query.x); next(); });`],
  [
    'Fastify: query',
    "import Fastify from 'fastify';\nconst app = Fastify();\napp.get('/a', async (request, reply) => { eval(request.query.x); });",
  ],
  [
    'Fastify: body with options',
    "import Fastify from 'fastify';\nconst app = Fastify();\napp.post('/a', { schema: {} }, async (request, reply) => { eval(request.body.x); });",
  ],
  [
    'Fastify: route',
    "import Fastify from 'fastify';\nconst app = Fastify();\napp.route({ method: 'GET', url: '/a', handler: async (request) => { eval(request.params.x); } });",
  ],
  [
    'Koa: router',
    "import Router from '@koa/router';\nconst router = new Router();\nrouter.get('/a/:x', async (ctx) => { eval(ctx.params.x); });",
  ],
  [
    'Koa: body',
    "import Router from '@koa/router';\nconst router = new Router();\nrouter.post('/a', async (ctx) => { eval(ctx.request.body.x); });",
  ],
  [
    'Hono: query',
    "import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/a', (c) => { eval(c.req.query('x')); return c.text(''); });",
  ],
  [
    'Hono: json',
    "import { Hono } from 'hono';\nconst app = new Hono();\napp.post('/a', async (c) => { const { x } = await c.req.json(); eval(x); return c.text(''); });",
  ],
  [
    'Hono: valid',
    "import { Hono } from 'hono';\nconst app = new Hono();\napp.post('/a', async (c) => { const { x } = c.req.valid('json'); eval(x); return c.text(''); });",
  ],
  [
    'http: URL',
    "import http from 'node:http';\nhttp.createServer((req, res) => { const url = new URL(req.url, 'http://a'); eval(url.searchParams.get('x')); });",
  ],
  [
    'http: body in chunks',
    "import http from 'node:http';\nhttp.createServer((req, res) => { let body = ''; req.on('data', (chunk) => { body += chunk; }); req.on('end', () => { eval(JSON.parse(body).x); }); });",
  ],
  [
    'Bun.serve',
    "Bun.serve({ async fetch(request) { const { x } = await request.json(); eval(x); return new Response(''); } });",
  ],
  [
    'Workers',
    'export default { async fetch(request, env) { const url = new URL(request.url); eval(url.searchParams.get("x")); return new Response(""); } };',
  ],
  [
    'WebSocket server',
    "import { WebSocketServer } from 'ws';\nconst server = new WebSocketServer({ port: 1 });\nserver.on('connection', (socket) => { socket.on('message', (data) => { eval(JSON.parse(data.toString()).x); }); });",
  ],
  [
    'sampling',
    "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nconst server = new McpServer({ name: 'x', version: '1' });\nexport async function ask() { const answer = await server.server.createMessage({ messages: [], maxTokens: 1 }); eval(answer.content.text); }\nask();",
  ],
  [
    'elicitation',
    "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';\nconst server = new McpServer({ name: 'x', version: '1' });\nexport async function ask() { const answer = await server.server.elicitInput({ message: 'x', requestedSchema: {} }); eval(answer.content.x); }\nask();",
  ],
  [
    'the answer of another server',
    "import { Client } from '@modelcontextprotocol/sdk/client/index.js';\nconst client = new Client({ name: 'x', version: '1' });\nexport async function ask() { const result = await client.callTool({ name: 'x' }); eval(result.content[0].text); }\nask();",
  ],
  [
    'an address that a server has a client open',
    'class Provider { async redirectToAuthorization(url: URL) { eval(url.href); } }\nexport const provider = new Provider();',
  ],
]);

entering('route.ts', [
  [
    'Next: request',
    'export async function POST(request: Request) { const { x } = await request.json(); eval(x); }',
  ],
  [
    'Next: search parameters',
    'import { NextRequest } from "next/server";\nexport async function GET(request: NextRequest) { eval(request.nextUrl.searchParams.get("x")); }',
  ],
]);

entering('server.py', [
  [
    'FastAPI: path',
    'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/a/{x}")\nasync def a(x: str):\n    eval(x)',
  ],
  [
    'FastAPI: pydantic body',
    'from fastapi import FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass Note(BaseModel):\n    x: str\n@app.post("/a")\nasync def a(note: Note):\n    eval(note.x)',
  ],
  [
    'FastAPI: dependency',
    'from fastapi import Depends, FastAPI\napp = FastAPI()\ndef name(x: str):\n    return x\n@app.get("/a")\nasync def a(found: str = Depends(name)):\n    eval(found)',
  ],
  [
    'FastAPI: request',
    'from fastapi import FastAPI, Request\napp = FastAPI()\n@app.post("/a")\nasync def a(request: Request):\n    body = await request.json()\n    eval(body["x"])',
  ],
  [
    'FastAPI: upload',
    'from fastapi import FastAPI, UploadFile\napp = FastAPI()\n@app.post("/a")\nasync def a(file: UploadFile):\n    open(file.filename)',
  ],
  [
    'Starlette: query parameters by get',
    'from starlette.requests import Request\nfrom starlette.routing import Route\nasync def a(request: Request):\n    eval(request.query_params.get("x"))\nroutes = [Route("/a", a)]',
  ],
  [
    'Starlette: path parameters, no type',
    'from starlette.routing import Route\nasync def a(request):\n    eval(request.path_params["x"])\nroutes = [Route("/a/{x}", endpoint=a)]',
  ],
  [
    'Starlette: endpoint class',
    'from starlette.endpoints import HTTPEndpoint\nclass A(HTTPEndpoint):\n    async def get(self, request):\n        eval(request.query_params["x"])',
  ],
  [
    'custom_route',
    'from mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\n@mcp.custom_route("/a", methods=["GET"])\nasync def a(request):\n    eval(request.query_params["x"])',
  ],
  [
    'Flask: json',
    'from flask import Flask, request\napp = Flask("x")\n@app.post("/a")\ndef a():\n    eval(request.json["x"])',
  ],
  [
    'Flask: get_json',
    'from flask import Flask, request\napp = Flask("x")\n@app.route("/a", methods=["POST"])\ndef a():\n    data = request.get_json()\n    eval(data.get("x"))',
  ],
  [
    'Flask: args.get',
    'from flask import Flask, request\napp = Flask("x")\n@app.route("/a")\ndef a():\n    eval(request.args.get("x", ""))',
  ],
  [
    'Flask: form',
    'import flask\napp = flask.Flask("x")\n@app.route("/a", methods=["POST"])\ndef a():\n    eval(flask.request.form["x"])',
  ],
  [
    'Flask: MethodView',
    'from flask.views import MethodView\nfrom flask import request\nclass A(MethodView):\n    def get(self, x):\n        eval(x)',
  ],
  [
    'aiohttp: query',
    'from aiohttp import web\nasync def a(request):\n    eval(request.query["x"])\napp = web.Application()\napp.router.add_get("/a", a)',
  ],
  [
    'aiohttp: json',
    'from aiohttp import web\nroutes = web.RouteTableDef()\n@routes.post("/a")\nasync def a(request: web.Request):\n    data = await request.json()\n    eval(data["x"])',
  ],
  [
    'aiohttp: match_info',
    'from aiohttp import web\nasync def a(request):\n    eval(request.match_info["x"])\napp = web.Application()\napp.add_routes([web.get("/a/{x}", a)])',
  ],
  [
    'tornado',
    'import tornado.web\nclass A(tornado.web.RequestHandler):\n    def get(self):\n        eval(self.get_argument("x"))',
  ],
  [
    'tornado: body',
    'import json\nfrom tornado.web import RequestHandler\nclass A(RequestHandler):\n    async def post(self):\n        eval(json.loads(self.request.body)["x"])',
  ],
  [
    'Django: function view',
    'from django.urls import path\ndef a(request):\n    eval(request.GET["x"])\nurlpatterns = [path("a", a)]',
  ],
  [
    'Django: class view',
    'from django.views import View\nclass A(View):\n    def get(self, request, x):\n        eval(request.GET.get("x"))',
  ],
  [
    'Django: class view, part of the path',
    'from django.views.generic import TemplateView\nclass A(TemplateView):\n    def get(self, request, x):\n        eval(x)',
  ],
  [
    'Django: decorated view',
    'from django.views.decorators.http import require_POST\n@require_POST\ndef a(request):\n    eval(request.POST["x"])',
  ],
  [
    'Django REST framework: class',
    'from rest_framework.views import APIView\nclass A(APIView):\n    def post(self, request):\n        eval(request.data["x"])',
  ],
  [
    'Django REST framework: function',
    'from rest_framework.decorators import api_view\n@api_view(["POST"])\ndef a(request):\n    eval(request.data["x"])',
  ],
  [
    'Django REST framework: view set',
    'from rest_framework import viewsets\nclass A(viewsets.ModelViewSet):\n    def retrieve(self, request, pk=None):\n        eval(request.query_params["x"])',
  ],
  [
    'http.server',
    'from http.server import BaseHTTPRequestHandler\nclass A(BaseHTTPRequestHandler):\n    def do_GET(self):\n        eval(self.path)',
  ],
  [
    'Sanic',
    'from sanic import Sanic\napp = Sanic("x")\n@app.get("/a")\nasync def a(request):\n    eval(request.args.get("x"))',
  ],
  [
    'Quart',
    'from quart import Quart, request\napp = Quart("x")\n@app.post("/a")\nasync def a():\n    data = await request.get_json()\n    eval(data["x"])',
  ],
  [
    'sampling',
    'from mcp.server.fastmcp import Context, FastMCP\nmcp = FastMCP("x")\n@mcp.tool()\nasync def a(ctx: Context) -> str:\n    answer = await ctx.session.create_message(messages=[], max_tokens=1)\n    eval(answer.content.text)',
  ],
  [
    'sampling in FastMCP 2',
    'from fastmcp import Context, FastMCP\nmcp = FastMCP("x")\n@mcp.tool\nasync def a(ctx: Context) -> str:\n    answer = await ctx.sample("x")\n    eval(answer.text)',
  ],
  [
    'elicitation',
    'from mcp.server.fastmcp import Context, FastMCP\nmcp = FastMCP("x")\n@mcp.tool()\nasync def a(ctx: Context) -> str:\n    answer = await ctx.elicit("x", schema=None)\n    eval(answer.data.x)',
  ],
  [
    'the answer of another server',
    'from mcp import ClientSession\nasync def a(session: ClientSession):\n    result = await session.call_tool("x", {})\n    eval(result.content[0].text)',
  ],
]);

const go = 'package main\nimport "os"\n';
entering('main.go', [
  [
    'net/http: query',
    `${go}import "net/http"\nfunc main() {\n\thttp.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {\n\t\tos.ReadFile(r.URL.Query().Get("x"))\n\t})\n}`,
  ],
  [
    'net/http: FormValue',
    `${go}import "net/http"\nfunc a(w http.ResponseWriter, r *http.Request) {\n\tos.ReadFile(r.FormValue("x"))\n}\nfunc main() {\n\thttp.HandleFunc("/a", a)\n}`,
  ],
  [
    'net/http: PathValue',
    `${go}import "net/http"\nfunc main() {\n\tmux := http.NewServeMux()\n\tmux.HandleFunc("GET /a/{x}", func(w http.ResponseWriter, r *http.Request) {\n\t\tos.ReadFile(r.PathValue("x"))\n\t})\n}`,
  ],
  [
    'net/http: ServeHTTP',
    `${go}import "net/http"\ntype T struct{}\nfunc (t *T) ServeHTTP(w http.ResponseWriter, r *http.Request) {\n\tos.ReadFile(r.URL.Path)\n}`,
  ],
  [
    'net/http: body',
    `${go}import "encoding/json"\nimport "net/http"\nfunc main() {\n\thttp.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {\n\t\tvar body struct{ X string }\n\t\tjson.NewDecoder(r.Body).Decode(&body)\n\t\tos.ReadFile(body.X)\n\t})\n}`,
  ],
  [
    'gorilla/mux',
    `${go}import "net/http"\nimport "github.com/gorilla/mux"\nfunc main() {\n\tr := mux.NewRouter()\n\tr.HandleFunc("/a/{x}", func(w http.ResponseWriter, r *http.Request) {\n\t\tos.ReadFile(mux.Vars(r)["x"])\n\t})\n}`,
  ],
  [
    'chi: URLParam',
    `${go}import "net/http"\nimport "github.com/go-chi/chi/v5"\nfunc main() {\n\tr := chi.NewRouter()\n\tr.Get("/a/{x}", func(w http.ResponseWriter, r *http.Request) {\n\t\tos.ReadFile(chi.URLParam(r, "x"))\n\t})\n}`,
  ],
  [
    'gin: parameter',
    `${go}import "github.com/gin-gonic/gin"\nfunc main() {\n\tr := gin.Default()\n\tr.GET("/a/:x", func(c *gin.Context) {\n\t\tos.ReadFile(c.Param("x"))\n\t})\n}`,
  ],
  [
    'gin: JSON',
    `${go}import "github.com/gin-gonic/gin"\nfunc main() {\n\tr := gin.Default()\n\tr.POST("/a", func(c *gin.Context) {\n\t\tvar body struct{ X string }\n\t\tc.ShouldBindJSON(&body)\n\t\tos.ReadFile(body.X)\n\t})\n}`,
  ],
  [
    'echo',
    `${go}import "github.com/labstack/echo/v4"\nfunc a(c echo.Context) error {\n\tos.ReadFile(c.QueryParam("x"))\n\treturn nil\n}\nfunc main() {\n\te := echo.New()\n\te.GET("/a", a)\n}`,
  ],
  [
    'fiber',
    `${go}import "github.com/gofiber/fiber/v2"\nfunc main() {\n\tapp := fiber.New()\n\tapp.Get("/a", func(c *fiber.Ctx) error {\n\t\tos.ReadFile(c.Query("x"))\n\t\treturn nil\n\t})\n}`,
  ],
  [
    'a resource template of mcp-go',
    `${go}import "context"\nimport "github.com/mark3labs/mcp-go/mcp"\nimport "github.com/mark3labs/mcp-go/server"\nfunc main() {\n\ts := server.NewMCPServer("x", "1")\n\ts.AddResourceTemplate(mcp.NewResourceTemplate("file://{x}", "x"), func(ctx context.Context, request mcp.ReadResourceRequest) ([]mcp.ResourceContents, error) {\n\t\tos.ReadFile(request.Params.URI)\n\t\treturn nil, nil\n\t})\n}`,
  ],
  [
    'a resource template of the official SDK',
    `${go}import "context"\nimport "github.com/modelcontextprotocol/go-sdk/mcp"\nfunc main() {\n\ts := mcp.NewServer(&mcp.Implementation{}, nil)\n\ts.AddResourceTemplate(&mcp.ResourceTemplate{}, func(ctx context.Context, req *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {\n\t\tos.ReadFile(req.Params.URI)\n\t\treturn nil, nil\n\t})\n}`,
  ],
  [
    'elicitation',
    `${go}import "context"\nimport "github.com/modelcontextprotocol/go-sdk/mcp"\nfunc a(ctx context.Context, session *mcp.ServerSession) {\n\tanswer, _ := session.Elicit(ctx, &mcp.ElicitParams{})\n\tos.ReadFile(answer.Content["x"].(string))\n}\nfunc main() {\n\ta(nil, nil)\n}`,
  ],
  [
    'WebSocket',
    `${go}import "net/http"\nimport "github.com/gorilla/websocket"\nvar upgrader = websocket.Upgrader{}\nfunc main() {\n\thttp.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {\n\t\tc, _ := upgrader.Upgrade(w, r, nil)\n\t\t_, text, _ := c.ReadMessage()\n\t\tos.ReadFile(string(text))\n\t})\n}`,
  ],
]);
