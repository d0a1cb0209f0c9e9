"""A thin layer over ripgrep."""
import shutil
import subprocess
from pathlib import Path

RG = shutil.which("rg") or "rg"


def search(root: Path, pattern: str, *, fixed: bool, context: int) -> str:
    args = [RG, "--no-config", "--line-number", "--max-count=40", f"--context={context}"]
    if fixed:
        args.append("--fixed-strings")
    args.extend([pattern, "."])
    done = subprocess.run(args, cwd=root, capture_output=True, text=True, timeout=20)
    if done.returncode == 1:
        return ""
    if done.returncode:
        raise RuntimeError("the search failed")
    return done.stdout


def files(root: Path, extension: str) -> list[str]:
    done = subprocess.run(
        [RG, "--no-config", "--files", f"--glob=*.{extension}"],
        cwd=root, capture_output=True, text=True, timeout=20,
    )
    return done.stdout.splitlines()
