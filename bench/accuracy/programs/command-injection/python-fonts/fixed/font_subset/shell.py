import asyncio
import logging

log = logging.getLogger(__name__)


class CommandFailed(RuntimeError):
    pass


async def sh(line: str, timeout: float = 60.0) -> str:
    """Runs a line in the shell, since the subsetter is a shell wrapper on some systems."""
    log.info("$ %s", line)
    proc = await asyncio.create_subprocess_shell(
        line, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    try:
        out, _ = await asyncio.wait_for(proc.communicate(), timeout)
    except asyncio.TimeoutError:
        proc.kill()
        raise CommandFailed("timed out") from None
    if proc.returncode:
        raise CommandFailed(out.decode(errors="replace"))
    return out.decode(errors="replace")
