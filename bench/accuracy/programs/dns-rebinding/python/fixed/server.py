"""Answers messages of MCP at a local address."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from lamps import answer

HOSTS = {"127.0.0.1:8091", "localhost:8091"}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        host = self.headers.get("Host", "")
        if host not in HOSTS:
            self.send_error(403)
            return
        length = min(int(self.headers.get("Content-Length", 0)), 1 << 20)
        body = json.dumps(answer(json.loads(self.rfile.read(length)))).encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)


ThreadingHTTPServer(("127.0.0.1", 8091), Handler).serve_forever()
