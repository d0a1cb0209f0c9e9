from lxml import etree
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("invoices")


@mcp.tool()
def invoice_total(document: str) -> str:
    """Reads the total of an invoice."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(document.encode(), parser)
    return root.findtext("total") or ""
