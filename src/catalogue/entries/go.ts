import type { Entry } from '../../domain/flow.ts';
import { go } from '../source/calls.ts';

// mark3labs/mcp-go, the official Go SDK, and HTTP handlers.

const tool = { languages: go, origin: 'argument', what: 'an argument of a tool' } as const;

/** `func(w http.ResponseWriter, r *http.Request)`. */
const REQUEST = [
  '1.URL',
  '1.Form',
  '1.PostForm',
  '1.Header',
  '1.Body',
  '1.RequestURI',
  '1.FormValue',
  '1.PostFormValue',
  '1.PathValue',
  '1.FormFile',
  '1.Cookie',
] as const;

const route = { languages: go, origin: 'request', what: 'a part of an HTTP request' } as const;

export const entries: readonly Entry[] = [
  // A handler that is handed to helpers of the program is known by what it takes.
  {
    ...tool,
    types: [
      'CallToolRequest',
      'CallToolParams',
      'CallToolParamsFor',
      'GetPromptRequest',
      'ReadResourceRequest',
      'ServerRequest',
    ].map((name) => `*/mcp.${name}`),
    foreign: [0],
    what: 'an argument of a request',
  },
  {
    ...route,
    types: ['net/http.Request'],
    foreign: REQUEST.map((path) => path.replace('1.', '0.')),
  },
  {
    ...route,
    types: [
      'github.com/gin-gonic/gin.Context',
      'github.com/labstack/echo.Context',
      'github.com/gofiber/fiber.Ctx',
    ],
    foreign: [0],
  },
  // `s.AddTool(tool, func(ctx, request))`; its request carries the arguments.
  {
    ...tool,
    calls: ['*.AddTool', '*.NewServerTool', '*.RegisterTool'],
    when: ({ count }) => count === 2,
    handler: 1,
    foreign: [1],
  },
  // `mcp.AddTool(server, tool, func(ctx, request, arguments))`.
  {
    ...tool,
    calls: ['*.AddTool'],
    when: ({ count }) => count === 3,
    handler: 2,
    foreign: [1, 2],
  },
  {
    ...tool,
    calls: ['*.NewServerTool', '*.NewTypedToolHandler', '*.NewStructuredToolHandler'],
    handler: 'last',
    foreign: [1, 2],
  },
  // `s.AddTools(server.ServerTool{Tool: tool, Handler: handler}, …)`.
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((at) => ({
    ...tool,
    calls: ['*.AddTools', '*.SetTools'],
    handler: `${at}.Handler`,
    foreign: [1],
  })),
  {
    ...tool,
    calls: ['*.AddPrompt', '*.AddResource', '*.AddResourceTemplate'],
    handler: 'last',
    foreign: [1],
    what: 'an argument of a prompt or the URI of a resource',
  },
  {
    ...route,
    calls: [
      'net/http.HandleFunc',
      '*.HandleFunc',
      'net/http.HandlerFunc',
      '*.Handle',
      '*.HandlerFunc',
    ],
    handler: 'last',
    foreign: REQUEST,
  },
  // fiber: `app.Get("/x", func(c))`; everything is read from the context.
  {
    ...route,
    calls: ['Get', 'Post', 'Put', 'Patch', 'Delete', 'All'].map(
      (method) => `github.com/gofiber/fiber.*.${method}`,
    ),
    handler: 'last',
    foreign: [0],
  },
  // chi: `r.Get("/x", func(w, r))`.
  {
    ...route,
    calls: ['*.Get', '*.Post', '*.Put', '*.Patch', '*.Delete'],
    handler: 'last',
    foreign: REQUEST,
  },
  // gin and echo: `r.GET("/x", func(c))`; everything is read from the context.
  {
    ...route,
    calls: ['*.GET', '*.POST', '*.PUT', '*.PATCH', '*.DELETE', '*.Any'],
    handler: 'last',
    foreign: [0],
  },
];
