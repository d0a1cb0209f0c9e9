import platform
import subprocess

COUNT = "-n" if platform.system() == "Windows" else "-c"


def shell(line: str, seconds: int = 30) -> str:
    done = subprocess.run(line, shell=True, capture_output=True, text=True, timeout=seconds)
    return done.stdout if done.returncode == 0 else done.stdout + done.stderr


def argv(*args: str, seconds: int = 30) -> str:
    done = subprocess.run(args, capture_output=True, text=True, timeout=seconds)
    return done.stdout
