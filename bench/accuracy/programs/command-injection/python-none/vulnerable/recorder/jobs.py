from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass

FOLDER = os.environ.get("RECORDINGS", "/srv/recordings")


@dataclass
class Recording:
    source: str
    file: str
    minutes: int

    def start(self) -> int:
        seconds = self.minutes * 60
        line = (
            f"cd {FOLDER} && timeout {seconds + 30} "
            f"ffmpeg -loglevel error -y -t {seconds} -i {self.source} -c copy {self.file}"
        )
        return os.spawnlp(os.P_NOWAIT, "sh", "sh", "-c", line)


def disk_usage() -> str:
    return subprocess.check_output(["du", "-sh", FOLDER], text=True)
