import asyncio
import os
import tempfile


class Player:
    def __init__(self, volume: int = 80) -> None:
        self.volume = volume
        self._lock = asyncio.Lock()

    async def speak(self, text: str, voice: str) -> None:
        handle, path = tempfile.mkstemp(suffix=".wav")
        os.close(handle)
        try:
            async with self._lock:
                synth = await asyncio.create_subprocess_exec(
                    "piper", "--model", voice, "--output_file", path,
                    stdin=asyncio.subprocess.PIPE,
                    stderr=asyncio.subprocess.DEVNULL,
                )
                await synth.communicate(text.encode())
                play = await asyncio.create_subprocess_exec(
                    "paplay", f"--volume={self.volume * 655}", path
                )
                await play.wait()
        finally:
            os.unlink(path)
