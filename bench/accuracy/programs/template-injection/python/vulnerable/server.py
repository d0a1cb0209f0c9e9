from jinja2 import Environment
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("letters")
environment = Environment(autoescape=True)
LETTER = "Dear {{ name }},\n{{ body }}"


@mcp.tool()
def write_letter(name: str, body: str) -> str:
    """Writes a letter."""
    template = environment.from_string("Dear {{ name }},\n" + body)
    return template.render(name=name, body=body)
