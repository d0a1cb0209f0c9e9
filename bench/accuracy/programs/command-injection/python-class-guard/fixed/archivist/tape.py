import re
import subprocess


class TapeLibrary:
    """Talks to the tape robot through the vendor's shell tool."""

    _barcode = re.compile(r"[A-Z]{3}\d{3}L\d")

    def __init__(self, device: str = "/dev/changer") -> None:
        self._device = device

    def valid(self, barcode: str) -> bool:
        return self._barcode.fullmatch(barcode) is not None

    def inventory(self) -> str:
        return self._run(f"mtx -f {self._device} status")

    def load(self, barcode: str, drive: int) -> str:
        if not self.valid(barcode):
            raise ValueError("a barcode looks like ABC123L8")
        return self._run(
            f"mtx -f {self._device} load $(slot-of {barcode}) {int(drive)}"
        )

    def unload(self, drive: int) -> str:
        return self._run(f"mtx -f {self._device} unload {int(drive)}")

    def _run(self, line: str) -> str:
        done = subprocess.run(
            ["/bin/bash", "-c", line], capture_output=True, text=True, timeout=300
        )
        if done.returncode:
            raise RuntimeError(done.stderr.strip() or "the robot did not answer")
        return done.stdout
