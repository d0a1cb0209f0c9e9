import subprocess

from .settings import REPOSITORY


def sh(line: str) -> str:
    done = subprocess.run(
        line, shell=True, cwd=REPOSITORY, capture_output=True, text=True, timeout=60
    )
    return (done.stdout + done.stderr).strip()


def git(*args: str) -> list[str]:
    done = subprocess.run(
        ["git", *args], cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=True
    )
    return done.stdout.splitlines()
