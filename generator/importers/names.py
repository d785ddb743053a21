"""Names of persons and bodies, in whatever order a source writes them, as "Family, Given"."""

import re

from generator.text import visible

_PARTICLES = frozenset(
    "van von der den de del della di da dos das do du la le el al bin ibn ben ter ten zu zum zur af av y st.".split()
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,4}")
WHOLE = re.compile(r"[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4}")
"""A name in Chinese or Korean script, family and given in one word."""
# DBLP tells people of one name apart: "Jane Doe 0001".
_NUMBER = re.compile(r"(?<=[^\W\d_]) 0\d{3}(?=$|,)")
_BODY = re.compile(
    r"\b(?:group|team|consortium|collaboration|committee|association|organi[sz]ation|universit\w+|institut\w*|society|"
    r"ministry|department|agency|council|foundation|network|initiative|investigators|project|commission|centre|center|"
    r"company|inc|ltd|gmbh|corporation|bank|union|nations|program|programme|board|office|openai|deepmind)\b",
    re.IGNORECASE,
)
_OTHERS = frozenset({"others", "et al", "et al.", "and others", "[et al.]"})


def person(name: str) -> str:
    """Return a name as "Family, Given"; a body's name, and one word, as it is; "" for "others".

    A comma at the end says that it is no person's, as in EndNote.

    >>> [person(each) for each in ("Jan van der Berg", "Berg, Jan van der", "Knuth DE", "World Health Organization")]
    ['van der Berg, Jan', 'Berg, Jan van der', 'Knuth, D. E.', 'World Health Organization']
    """
    plain = _NUMBER.sub("", " ".join(visible(name.replace("\n", " ")).split()).strip(" ;,"))
    if plain.lower() in _OTHERS:
        return ""
    if name.rstrip().endswith(","):
        return plain
    if "," in plain:
        return _turned(plain)
    words = plain.split()
    if len(words) < 2 or len(words) > 6 or _BODY.search(plain) or not plain[0].isalpha():
        return plain
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if _INITIALS.fullmatch(words[-1]) and not any(_INITIALS.fullmatch(word) for word in words[:-1]):
        family, given = words[:-1], spread(words[-1])
    else:
        at = next((place for place in range(1, len(words) - 1) if _particle(words[place])), len(words) - 1)
        family, given = words[at:], " ".join(words[:at])
    return f"{' '.join(family)}, {' '.join(part for part in (given, suffix) if part)}"


def _particle(word: str) -> bool:
    """Return whether a word begins a family name; a single capital is an initial, as in "Daniel Y Fu"."""
    return word.lower() in _PARTICLES and not (len(word) == 1 and word.isupper())


def _turned(name: str) -> str:
    """Return "Family, Given" with single spaces; "Family, Jr, Given" puts the suffix last."""
    parts = [part.strip() for part in name.split(",") if part.strip()]
    if len(parts) < 2:
        return parts[0] if parts else ""
    family, *rest = parts
    if len(rest) > 1 and _SUFFIX.fullmatch(rest[0]):
        rest = [*rest[1:], rest[0]]
    given = spread(rest[0]) if _INITIALS.fullmatch(rest[0]) else rest[0]
    return f"{family}, {' '.join([given, *rest[1:]])}"


def spread(initials: str) -> str:
    """Return initials with full stops and spaces: "DE" and "D.E." are "D. E.", "J-P" is "J.-P."."""
    parts = re.findall(r"-?[A-Z]", initials)
    return "".join(f"{' ' if at and part[0] != '-' else ''}{part}." for at, part in enumerate(parts))


def people(text: str) -> list[str]:
    """Return the names in a text that lists them: parted by semicolons, bars, "and", or by commas.

    >>> people("Liu F., Li C.") == ["Liu F.", "Li C."]
    True
    >>> people("Smith, J., Doe, A. B.") == ["Smith, J.", "Doe, A. B."]
    True
    >>> people("van der Berg, Jan and Knuth, D.") == ["van der Berg, Jan", "Knuth, D."]
    True
    """
    text = re.sub(r"[,;]?(?<!\s)\s*\bet\.? al\b\.?", "", text)
    for sign in (";", "|", "\n"):
        if sign in text:
            return [part.strip() for part in text.split(sign) if part.strip()]
    parts = re.split(r",?(?<!\s)\s+(?:and|&)\s+", text.strip())
    return [name for part in parts for name in _between_commas(part)]


def _between_commas(text: str) -> list[str]:
    """Part "A B, C D" but not "B, A"; in "B, A., D, C." every second comma parts."""
    parts = [part.strip() for part in text.split(",") if part.strip(" .")]
    if len(parts) < 2 or (len(parts) == 3 and _SUFFIX.fullmatch(parts[1])):
        return [", ".join(parts)] if parts else []
    families, given = parts[::2], parts[1::2]
    if len(families) == len(given) and _turned_round(families, given):
        return [f"{family}, {name}" for family, name in zip(families, given, strict=True)]
    return parts


def _turned_round(families: list[str], given: list[str]) -> bool:
    """Return whether these are family names and the given names to them, not whole names one after another."""
    if all(_only_initials(name) for name in given):
        return True
    if all(map(WHOLE.fullmatch, (*families, *given))):
        return False
    if any(_BODY.search(name) for name in (*families, *given)) or any(map(_ends_in_initials, families)):
        return False
    return all(" " not in family for family in families) or all(" " not in name for name in given)


def _only_initials(name: str) -> bool:
    return all(_INITIALS.fullmatch(word) for word in name.split())


def _ends_in_initials(name: str) -> bool:
    return " " in name and _only_initials(name.split()[-1])
