import io

from PIL import Image


def square(data: bytes, size: int) -> bytes:
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    side = min(picture.size)
    left, top = (picture.width - side) // 2, (picture.height - side) // 2
    picture = picture.crop((left, top, left + side, top + side)).resize((size, size))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def average_colour(data: bytes) -> str:
    r, g, b = Image.open(io.BytesIO(data)).convert("RGB").resize((1, 1)).getpixel((0, 0))
    return f"#{r:02x}{g:02x}{b:02x}"
