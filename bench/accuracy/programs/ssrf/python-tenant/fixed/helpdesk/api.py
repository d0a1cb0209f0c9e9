import os

import httpx

from .tenants import base

TOKEN = os.environ.get("HELPDESK_TOKEN", "")


class Helpdesk:
    def __init__(self, tenant: str) -> None:
        self._base = base(tenant)

    async def _get(self, path: str, **params: str) -> dict:
        async with httpx.AsyncClient(timeout=10, headers={"x-api-key": TOKEN}) as http:
            response = await http.get(self._base + path, params=params)
        response.raise_for_status()
        return response.json()

    async def queues(self) -> list[str]:
        return [queue["name"] for queue in (await self._get("/queues"))["items"]]

    async def search(self, text: str) -> dict:
        return await self._get("/tickets", q=text)


async def platform_status() -> str:
    async with httpx.AsyncClient(timeout=5) as http:
        response = await http.get("https://status.helpdesk.example/summary.json")
    return response.json()["status"]["description"]
