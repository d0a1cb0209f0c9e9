VOICES = {
    "en": "en_GB-alba-medium",
    "de": "de_DE-thorsten-medium",
    "no": "no_NO-talesyntese-medium",
}


def voice(language: str) -> str:
    return VOICES.get(language, VOICES["en"])
