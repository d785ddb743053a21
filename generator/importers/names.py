"""Names of persons and bodies, in whatever order a source writes them, as "Family, Given"."""

import re

from generator.text import visible

_PARTICLES = frozenset(
    "van von der den de del della di da dos das do du la le el al bin ibn ben ter ten zu zum zur af av y st.".split()
)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,4}")
_BODY = re.compile(
    r"\b(?:group|team|consortium|collaboration|committee|association|organi[sz]ation|universit\w+|institut\w*|society|"
    r"ministry|department|agency|council|foundation|network|initiative|investigators|project|commission|centre|center|"
    r"company|inc|ltd|gmbh|corporation|bank|union|nations|program|programme|board|office|openai|deepmind)\b",
    re.IGNORECASE,
)
_OTHERS = frozenset({"others", "et al", "et al.", "and others", "[et al.]"})


def person(name: str) -> str:
    """Return a name as "Family, Given"; a body's name, and one word, as it is; "" for "others".

    >>> [person(each) for each in ("Jan van der Berg", "Berg, Jan van der", "Knuth DE", "World Health Organization")]
    ['van der Berg, Jan', 'Berg, Jan van der', 'Knuth, D. E.', 'World Health Organization']
    """
    plain = " ".join(visible(name.replace("\n", " ")).split()).strip(" ;,")
    if plain.lower() in _OTHERS:
        return ""
    if "," in plain:
        return _turned(plain)
    words = plain.split()
    if len(words) < 2 or len(words) > 6 or _BODY.search(plain) or not plain[0].isalpha():
        return plain
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    if _INITIALS.fullmatch(words[-1]) and not any(_INITIALS.fullmatch(word) for word in words[:-1]):
        family, given = words[:-1], spread(words[-1])
    else:
        at = next((place for place in range(1, len(words) - 1) if words[place].lower() in _PARTICLES), len(words) - 1)
        family, given = words[at:], " ".join(words[:at])
    return f"{' '.join(family)}, {' '.join(part for part in (given, suffix) if part)}"


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
