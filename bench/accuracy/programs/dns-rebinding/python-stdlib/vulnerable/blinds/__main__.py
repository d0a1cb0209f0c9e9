import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .rpc import handle

PORT = 8091


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
        origin = self.headers.get("Origin", "")
        return origin != "" and "localhost" not in origin and "127.0.0.1" not in origin

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
