import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from .rpc import handle

PORT = 8091
LOCAL = {"localhost", "127.0.0.1", "::1"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _answer(self, status: int, body: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _foreign(self) -> bool:
        """True for what comes from a page of somebody else."""
        if urlsplit("//" + self.headers.get("Host", "")).hostname not in LOCAL:
            return True
        origin = self.headers.get("Origin")
        return origin is not None and urlsplit(origin).hostname not in LOCAL

    def do_POST(self) -> None:
        if self.path != "/mcp":
            self._answer(404)
            return
        if self._foreign():
            self._answer(403)
            return
        length = min(int(self.headers.get("Content-Length", 0)), 1 << 20)
        try:
            reply = handle(json.loads(self.rfile.read(length)))
        except (ValueError, LookupError, TypeError):
            self._answer(400)
            return
        if reply is None:
            self._answer(202)
        else:
            self._answer(200, json.dumps(reply).encode())


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", PORT), Handler).serve_forever()
