import json

from mcp.server.fastmcp import FastMCP
from mcp.server.transport_security import TransportSecuritySettings

from . import recipes


def build(port: int) -> FastMCP:
    mcp = FastMCP(
        "darkroom",
        stateless_http=True,
        transport_security=TransportSecuritySettings(
            enable_dns_rebinding_protection=True,
            allowed_hosts=[f"127.0.0.1:{port}", f"localhost:{port}"],
            allowed_origins=[f"http://127.0.0.1:{port}", f"http://localhost:{port}"],
        ),
    )

    @mcp.tool()
    def list_recipes() -> str:
        """Lists the development recipes."""
        return json.dumps(recipes.as_dicts())

    @mcp.tool()
    def add_recipe(key: str, film: str, developer: str, minutes: float, celsius: float = 20.0) -> str:
        """Adds a recipe or replaces one."""
        recipes.put(key, recipes.Recipe(film, developer, minutes, celsius))
        return "added"

    @mcp.tool()
    def compensate(key: str, celsius: float) -> str:
        """Gives the time for another temperature."""
        recipe = recipes.RECIPES.get(key)
        if recipe is None:
            return "no such recipe"
        return f"{recipe.minutes * 0.9 ** (celsius - recipe.celsius):.2f} min"

    return mcp
