"""Results travel as base64 of a pickle, the format that the old notebooks write."""
import base64
import io
import pickle


def decode(text: str):
    raw = base64.b64decode(text, validate=True)
    if len(raw) > 5_000_000:
        raise ValueError("the result is too large")
    return pickle.load(io.BytesIO(raw))
