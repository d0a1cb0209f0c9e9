import aiohttp

_session: aiohttp.ClientSession | None = None


async def session() -> aiohttp.ClientSession:
    global _session
    if _session is None or _session.closed:
        _session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15))
    return _session


async def get_json(url: str, **params: str) -> dict:
    http = await session()
    async with http.get(url, params=params, allow_redirects=False) as response:
        response.raise_for_status()
        return await response.json()
