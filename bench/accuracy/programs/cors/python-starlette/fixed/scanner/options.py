import os

PORT = int(os.environ.get("SCANNER_PORT", "8733"))
ORIGINS = os.environ.get("SCANNER_ORIGINS", f"http://localhost:{PORT}").split(",")
if "*" in ORIGINS:
    raise SystemExit("SCANNER_ORIGINS: name the origins")
HOSTS = ["localhost", "127.0.0.1"]
