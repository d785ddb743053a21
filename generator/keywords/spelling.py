"""One spelling for one keyword across the library: the most frequent, in sentence case, with proper names as they are
written."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from generator.keywords.candidates import Chunk
from generator.keywords.keys import key

PROPER = 0.75
"""The share of a phrase's places inside sentences that must have capitals for the capitals to stay."""


@dataclass(slots=True)
class Spellings:
    """How the library writes its words and phrases."""

    words: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """lower-case word -> its forms inside sentences"""
    capitals: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """the same in phrases that are capitals throughout, as definitions of acronyms are"""
    phrases: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """key -> spellings as written"""
    short: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """key -> spellings with an acronym in them, such as MoE layer"""
    definitions: Mapping[str, Counter[str]] = field(default_factory=dict)
    """key of an acronym's long form -> its spellings where it is defined"""

    def read(self, chunks: Iterable[Chunk], wanted: Collection[str]) -> None:
        """Count the words of one text, and the phrases among `wanted` that are written out."""
        for chunk in chunks:
            tokens = chunk.tokens[chunk.offset == 0 :]
            if chunk.sentence < 0:
                # A title's capitals are lost but for names; what is left tells of names alone.
                tokens = tuple(token for token in tokens if token.word.istitle())
            if tokens:
                forms = (
                    self.capitals
                    if len(tokens) > 1 and _all_capital(" ".join(token.word for token in tokens))
                    else self.words
                )
                for word in (word for token in tokens for word in _words(token.word)):
                    forms[word.lower()][word] += 1
            for part in chunk.parts:
                if part.key in wanted and part.tokens[-1].is_noun:
                    surface = " ".join(token.word for token in part.tokens)
                    written = self.phrases if key(surface) == part.key else self.short
                    written[part.key][surface] += 1

    def label(self, phrase: str) -> str:
        """Return the label of a key that was read: as texts or definitions write it out, else with its acronym."""
        forms = self.phrases.get(phrase, Counter()) + Counter(self.definitions.get(phrase, ())) or self.short[phrase]
        folded: Counter[str] = Counter()
        for surface, count in forms.items():
            # "Pre-training", not "pre-trained": a keyword is a noun.
            folded[surface.lower()] += count if not surface.endswith("ed") else 0
        best = min(folded, key=lambda form: (-folded[form], len(form), form))
        proper = {surface: count for surface, count in forms.items() if surface.lower() == best}
        return sentence_case(self._cased(proper, phrase))

    def _cased(self, forms: dict[str, int], phrase: str) -> str:
        capitals = {form: count for form, count in forms.items() if _all_capital(form)}
        least = max(3, PROPER * sum(forms.values()))
        if phrase in self.definitions:
            # Definitions have capitals to show where the letters come from: they stay where a word is a name by itself.
            capitals = {form: count for form, count in capitals.items() if any(map(self._is_name, _words(form)))}
            least = PROPER * sum(forms.values())
        if capitals and sum(capitals.values()) >= least:
            return min(capitals, key=lambda form: (-capitals[form], form))
        example = min(forms, key=lambda form: (-forms[form], form))
        return _map_words(example, lambda word: self._word(word, known=phrase not in self.definitions))

    def _is_name(self, word: str) -> bool:
        """Return whether the library writes a word several times, and never small."""
        forms = self.words.get(word.lower(), Counter()) + self.capitals.get(word.lower(), Counter())
        return forms.total() > 2 and not forms[word.lower()]

    def _word(self, word: str, *, known: bool) -> str:
        forms = self.words.get(word.lower()) or (self.capitals.get(word.lower()) if known else None)
        if not forms:
            return word if any(char.isupper() for char in word[1:]) else word.lower()
        if forms[word.lower()] >= 0.2 * forms.total():
            return word.lower()
        return min(forms, key=lambda form: (-forms[form], form))


def _words(text: str) -> list[str]:
    return [word for word in text.replace("-", " ").split() if word]


def _all_capital(phrase: str) -> bool:
    words = _words(phrase)
    return sum(word[:1].isupper() or word[:1].isdigit() for word in words) > 0.7 * len(words)


def _map_words(phrase: str, change: Callable[[str], str]) -> str:
    return " ".join("-".join(change(word) for word in part.split("-")) for part in phrase.split(" "))


def sentence_case(label: str) -> str:
    """Return the label with a capital first, unless its first word is a spelling of its own.

    >>> sentence_case("large language models"), sentence_case("fMRI data"), sentence_case("t-SNE"), sentence_case("p53")
    ('Large language models', 'fMRI data', 't-SNE', 'p53')
    """
    first = label.split(" ", 1)[0]
    part = first.split("-", 1)[0]
    own = part.isalnum() and any(map(str.isdigit, part))
    if own or (any(map(str.isupper, first)) and not (part.islower() and len(part) > 2)):
        return label
    return label[:1].upper() + label[1:]
