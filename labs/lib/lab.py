"""What every Python lab speaks: the Model Context Protocol in both its eras, standard library only.

The counterpart of protocol.mjs, stdio.mjs and http.mjs. A lab is a dictionary: name, version, and any
of instructions, tools, prompts, resources, templates, eras, pageSize. A tool's `run` is called with
its arguments, and a prompt's or resource's `text` is what a get or read returns; neither is listed.
"""

import argparse
import base64
import json
import re
import sys
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MODERN = "2026-07-28"
LEGACY = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
VERSION_KEY = "io.modelcontextprotocol/protocolVersion"
CAPABILITIES_KEY = "io.modelcontextprotocol/clientCapabilities"
MAX_BODY = 1024 * 1024
MAX_SESSIONS = 1000


class Refusal(Exception):
    """A JSON-RPC error that a lab answers with."""

    def __init__(self, code, message, data=None):
        super().__init__(message)
        self.error = {"code": code, "message": message}
        if data is not None:
            self.error["data"] = data


def answer(lab, message):
    """Answers one message; None for notifications, which need none."""
    if not isinstance(message, dict) or message.get("id") is None or "method" not in message:
        return None
    reply = {"jsonrpc": "2.0", "id": message["id"]}
    try:
        return reply | {"result": result_of(lab, message["method"], message.get("params") or {})}
    except Refusal as refusal:
        return reply | {"error": refusal.error}


def result_of(lab, method, params):
    version = (params.get("_meta") or {}).get(VERSION_KEY)
    if version is None:
        return legacy_result(lab, method, params)
    return modern_result(lab, method, params, version)


def legacy_result(lab, method, params):
    wanted = params.get("protocolVersion")
    if "legacy" not in eras_of(lab):
        raise unsupported(lab, wanted)
    if method == "ping":
        return {}
    if method != "initialize":
        return contents(lab, method, params)
    return {
        "protocolVersion": wanted if wanted in LEGACY else LEGACY[0],
        "capabilities": capabilities_of(lab),
        "serverInfo": {"name": lab["name"], "version": lab["version"]},
    } | instructions_of(lab)


def modern_result(lab, method, params, version):
    # A server of the old era does not know the method, whatever version the request names.
    if "modern" not in eras_of(lab):
        raise Refusal(-32601, f"Method not found: {method}")
    if version != MODERN:
        raise unsupported(lab, version)
    if not has_meta(params):
        raise Refusal(-32602, "Missing request metadata")
    result = discovery(lab) if method == "server/discover" else contents(lab, method, params)
    is_cacheable = method not in ("tools/call", "prompts/get")
    caching = {"ttlMs": 60_000, "cacheScope": "public"} if is_cacheable else {}
    return {"resultType": "complete"} | result | caching


def has_meta(params):
    """Whether a request carries what the new era demands of each."""
    meta = params.get("_meta") or {}
    return isinstance(meta.get(VERSION_KEY), str) and isinstance(meta.get(CAPABILITIES_KEY), dict)


def discovery(lab):
    info = {"name": lab["name"], "version": lab["version"]}
    return {
        "supportedVersions": versions_of(lab),
        "capabilities": capabilities_of(lab),
        "_meta": {"io.modelcontextprotocol/serverInfo": info},
    } | instructions_of(lab)


def unsupported(lab, requested):
    data = {"supported": versions_of(lab), "requested": str(requested)}
    return Refusal(-32022, "Unsupported protocol version", data)


def eras_of(lab):
    return lab.get("eras", ["legacy", "modern"])


def versions_of(lab):
    return [MODERN, LEGACY[0]] if "legacy" in eras_of(lab) else [MODERN]


def instructions_of(lab):
    return {"instructions": lab["instructions"]} if "instructions" in lab else {}


def capabilities_of(lab):
    offered = {key: {} for key in ("tools", "prompts", "resources") if key in lab}
    return offered | ({"resources": {}} if "templates" in lab else {})


def contents(lab, method, params):
    """The methods that mean the same in both eras."""
    has_resources = "resources" in lab or "templates" in lab
    if method == "tools/list" and "tools" in lab:
        return page(lab, "tools", lab["tools"], params)
    if method == "prompts/list" and "prompts" in lab:
        return page(lab, "prompts", lab["prompts"], params)
    if method == "resources/list" and has_resources:
        return page(lab, "resources", lab.get("resources", []), params)
    if method == "resources/templates/list" and has_resources:
        return page(lab, "resourceTemplates", lab.get("templates", []), params)
    if method == "tools/call":
        return call_tool(find(lab, "tools", "name", params), params.get("arguments") or {})
    if method == "prompts/get":
        text = find(lab, "prompts", "name", params).get("text", "")
        return {"messages": [{"role": "user", "content": {"type": "text", "text": text}}]}
    if method == "resources/read":
        resource = find(lab, "resources", "uri", params)
        return {"contents": [{"uri": resource["uri"], "text": resource.get("text", "")}]}
    raise Refusal(-32601, f"Method not found: {method}")


def page(lab, key, items, params):
    """One page of a list; the cursor is the place where the next page starts."""
    cursor = str(params.get("cursor", "0"))
    start = int(cursor) if re.fullmatch(r"[0-9]{1,9}", cursor) else len(items) + 1
    if start > len(items):
        raise Refusal(-32602, "Invalid cursor")
    end = start + lab.get("pageSize", len(items))
    unlisted = ("run", "text")
    listed = [{k: v for k, v in item.items() if k not in unlisted} for item in items[start:end]]
    return {key: listed} | ({"nextCursor": str(end)} if end < len(items) else {})


def find(lab, items, key, params):
    for item in lab.get(items, []):
        if item[key] == params.get(key):
            return item
    raise Refusal(-32602, f"Unknown {key}")


def call_tool(tool, arguments):
    required = tool.get("inputSchema", {}).get("required", [])
    missing = [name for name in required if name not in arguments]
    if missing:
        text = "Missing: " + ", ".join(missing)
        return {"content": [{"type": "text", "text": text}], "isError": True}
    return {"content": [{"type": "text", "text": tool["run"](arguments)}]}


def serve_stdio(lab):
    """One message per line on standard input and output, until the input ends."""
    for line in sys.stdin.buffer:
        try:
            reply = answer(lab, json.loads(line))
        except ValueError:
            continue
        if reply is not None:
            sys.stdout.buffer.write(json.dumps(reply).encode() + b"\n")
            sys.stdout.buffer.flush()


def serve_http(lab, port):
    """Streamable HTTP for both eras, on loopback only; says on standard error where."""
    sessions = set()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_arguments):
            """Standard error is for the address alone."""

        def do_POST(self):
            declared = self.headers.get("Content-Length", "0")
            length = int(declared) if declared.isdecimal() else MAX_BODY + 1
            if length > MAX_BODY:
                # An unread body must not be taken for the next request.
                return self.send(413, headers={"Connection": "close"})
            body = self.rfile.read(length)
            if not self.is_local():
                return self.send(403)
            if self.path != "/mcp":
                return self.send(404)
            try:
                message = json.loads(body)
            except ValueError:
                return self.send(400)
            if not isinstance(message, dict):
                return self.send(400)
            version = ((message.get("params") or {}).get("_meta") or {}).get(VERSION_KEY)
            claims = self.headers.get("MCP-Protocol-Version")
            is_modern = version is not None or claims == MODERN or "legacy" not in eras_of(lab)
            if "modern" in eras_of(lab) and is_modern:
                return self.answer_modern(message, version)
            return self.answer_legacy(message)

        def answer_modern(self, message, version):
            if not has_meta(message.get("params") or {}):
                return self.send(400, refusal(message, -32602, "Missing request metadata"))
            wrong = self.mismatch(message, version)
            if wrong:
                return self.send(400, refusal(message, -32020, f"Header mismatch: {wrong}"))
            reply = answer(lab, message)
            code = (reply or {}).get("error", {}).get("code")
            return self.send({-32601: 404, -32022: 400}.get(code, 200), reply)

        def answer_legacy(self, message):
            if message.get("method") == "initialize":
                if len(sessions) >= MAX_SESSIONS:
                    sessions.clear()
                opened = str(uuid.uuid4())
                sessions.add(opened)
                return self.send(200, answer(lab, message), {"Mcp-Session-Id": opened})
            session = self.headers.get("Mcp-Session-Id")
            if session not in sessions:
                return self.send(404 if session else 400, refusal(message, -32000, "No valid session"))
            return self.send(200, answer(lab, message))

        def mismatch(self, message, version):
            """What the headers say that the body does not (streamable-http.mdx, Server Validation)."""
            method, params = message.get("method"), message.get("params") or {}
            if self.headers.get("MCP-Protocol-Version") != version:
                return "MCP-Protocol-Version"
            if self.headers.get("Mcp-Method") != method:
                return "Mcp-Method"
            if method not in ("tools/call", "prompts/get", "resources/read"):
                return None
            name = self.headers.get("Mcp-Name", "").strip()
            coded = re.fullmatch(r"=\?base64\?([A-Za-z0-9+/=]*)\?=", name)
            if coded:
                name = base64.b64decode(coded[1]).decode(errors="replace")
            return None if name == params.get("name", params.get("uri")) else "Mcp-Name"

        def do_DELETE(self):
            session = self.headers.get("Mcp-Session-Id")
            self.send(200 if session in sessions else 404)
            sessions.discard(session)

        def do_GET(self):
            self.send(405)

        def is_local(self):
            """A lab must not be reachable from a web page that somebody has open."""
            hosts = [f"{name}:{self.server.server_port}" for name in ("127.0.0.1", "localhost")]
            origin = self.headers.get("Origin")
            allowed = [f"http://{host}" for host in hosts]
            return self.headers.get("Host") in hosts and (origin is None or origin in allowed)

        def send(self, status, reply=None, headers=None):
            body = b"" if reply is None else json.dumps(reply).encode()
            self.send_response(202 if reply is None and status == 200 else status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            if body:
                self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    print(f"listening on http://127.0.0.1:{server.server_port}/mcp", file=sys.stderr, flush=True)
    server.serve_forever()


def refusal(message, code, text):
    return {"jsonrpc": "2.0", "id": message.get("id"), "error": {"code": code, "message": text}}


def serve(lab):
    """Runs a lab: on stdio, or with `--http PORT` on loopback; `--era` narrows one that speaks both."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--http", type=int)
    parser.add_argument("--era", choices=["legacy", "modern"])
    options = parser.parse_args()
    served = lab | {"eras": [era for era in eras_of(lab) if options.era in (None, era)]}
    try:
        if options.http is None:
            serve_stdio(served)
        else:
            serve_http(served, options.http)
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(0)
