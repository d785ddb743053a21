"""What little is known of each language: short lists, enough to tell where a phrase starts and ends.

References
----------
Savoy, J. (2006). Light stemming approaches for the French, Portuguese, German and Hungarian languages.
doi:10.1145/1141277.1141523
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

UNSPACED = re.compile(
    "[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f\u0e80-\u0eff\u1780-\u17ff]+"
)
"""Runs of scripts that put no space between words."""
_ACCENTS = str.maketrans("áéíóúàèìòùâêôãõ", "aeiouaeiouaeoao")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Language:
    """One language.

    articles: words before a noun, which no keyword holds; function: other words that no keyword holds
    joints: words inside a keyword, such as "de"; generic: stems of words that are no keyword alone
    endings: what `stem` takes off, longest first; verbs: what hardly any noun ends in; doubtful: what verbs end in, and
    adjectives after a noun: "energía solar"
    telling: all function words, by which the language is known
    """

    code: str
    articles: frozenset[str] = frozenset()
    function: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    telling: frozenset[str] = field(default=frozenset(), repr=False)
    shortest: int = 3
    """letters that a stem has at least"""

    def stem(self, word: str) -> str:
        """Return what the inflected forms of a word share: never less than a few letters."""
        word = word.lower().translate(_ACCENTS)
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= self.shortest:
                return word[: -len(ending)]
        return word


def _language(code: str, articles: str, function: str, joints: str = "", generic: str = "", endings: str = "",
              verbs: str = "", doubtful: str = "") -> Language:  # fmt: skip
    ordered = tuple(sorted(endings.split(), key=lambda ending: (-len(ending), ending)))
    bare = Language(code, endings=ordered)
    return Language(
        code, _words(articles), _words(function), _words(joints), frozenset(map(bare.stem, generic.split())), ordered,
        tuple(verbs.split()), tuple(doubtful.split()), _words(articles) | _words(function) | _words(joints),
    )  # fmt: skip


GERMAN = _language(
    "de",
    """der die das den dem des ein eine einer einem einen eines dieser diese dieses diesem diesen jeder jede jedes
    jedem jeden kein keine keiner keinem keinen keines ihr ihre ihrer ihrem ihren ihres sein seine seiner seinem
    seinen seines unser unsere unserer unserem unseren im am zum zur vom beim ins welcher welche welches welchem
    welchen""",
    """und oder aber sondern nicht mit von zu in an auf aus bei für durch über unter nach vor hinter neben zwischen
    seit ohne gegen um bis wie wir sie er es ich man sich uns ihnen ist sind war waren wird werden wurde wurden
    kann können konnte konnten soll sollen muss müssen darf mag hat haben hatte hatten als dass ob wenn weil da
    damit dabei dadurch daher dann denn doch noch nur auch schon sehr mehr weniger so sowie sowohl je jedoch
    zudem dazu davon darauf daraus dafür dagegen hier dort wo was wer deren dessen denen während trotz wegen
    anhand mittels hinsichtlich gegenüber innerhalb außerhalb aufgrund insbesondere besonders vor allem bereits
    immer oft meist kaum etwa rund etwas alle aller allen beide beiden viele vieler vielen wenige mehrere
    mehreren einige einigen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf hundert tausend""",
    generic="""Studie Arbeit Beitrag Ergebnis Verfahren Methode Ansatz Untersuchung Analyse Problem Ziel Grundlage
    Rahmen Anteil Ergebnisse Städte Länder Böden Planung Anlage Zahl Menge Prozent Jahr Monat Woche Tag Stunde Minute
    Beispiel Fall Einfluss Wirkung Bedarf Frage Rolle Teil Unterschied Vergleich Daten Modell Aufgabe Einführung
    Bedeutung Entwicklung Fehler Messung Mensch Million Milliarde Drittel Viertel Fünftel Hälfte Zeit Zeitraum
    Zeitpunkt Dauer Einsatz Nutzung Nutzen Möglichkeit Ausbau Versuch Mittel Kosten Verlust Größe Schwierigkeit
    Vorteil Nachteil Erfolg Effekt Art Weise Form Stelle Mehrheit Anforderung Aufnahme Beitrag Auswirkung
    Standort Folge Ursache Lösung System Autor Artikel Text Mischung Bereich Hinweis Schaden Interview
    Beobachtung Befragung Szenario Wissen Kurs Weg Nachbar Verzicht Verbesserung Bereitstellung Übereinstimmung
    Stadt Tonne Meter Kilometer Gruppe Anwendung Überblick Sicht Blick Zusammenhang Genauigkeit Haushalt
    Großstadt Land Klasse""",
    endings="en em er es e n s ns",
)
SPANISH = _language(
    "es",
    """el la los las un una unos unas este esta estos estas ese esa esos esas su sus nuestro nuestra al cada
    cualquier algún alguna algunos algunas varios varias dicho dicha estos otro otra otros otras ambos ambas""",
    """y e o u ni que no con en por para sin sobre entre hasta desde hacia según como cómo más menos muy pero sino
    si cuando donde mientras aunque porque se lo le les nos es son era ser fue fueron está están ha han había
    hay puede pueden debe deben tiene tienen ante bajo tras durante mediante contra ya también solo sólo así
    además mayor menor mejor peor mejores mayores menores gran grande grandes nuevo nueva nuevos nuevas mismo
    misma mismos todo toda todos todas mucho mucha muchos muchas poco poca pocos tan tanto dos tres cuatro cinco
    seis siete ocho nueve diez once doce catorce dieciocho veinte treinta cuarenta cincuenta sesenta setenta
    ochenta noventa cien mil ciento uno alto alta altos altas apenas casi aún incluso luego sobre todo cuyo cuya
    a partir través largo buena bueno pequeño pequeña pequeños pequeñas principal principales distinto distinta
    distintos distintas diferente diferentes siguen sigue antes después ello ella ellos ellas esto eso""",
    "de del",
    """estudio trabajo resultado método análisis modelo dato problema objetivo base número año día semana mes hora
    caso forma parte uso efecto ejemplo aumento mejora falta nivel tipo tiempo diferencia factor sistema enfoque
    propuesta evaluación experimento tarea investigación artículo impacto papel ciento porcentaje tercio mitad
    mayoría grupo zona país ciudad persona aplicación desarrollo relación proceso valor coste costo punto horas
    barrera riesgo pérdida millón familia fuente programa índice escenario medición error calidad señal cambio
    éxito alcance capacidad ingreso gasto mensaje inventario tasa densidad probabilidad apoyo obstáculo
    protección autoridad calor grado kilo dólar población pequeño potencial práctica texto español superficie
    precisión servicio industria aprendizaje""",
    endings="es s e",
    verbs="amos emos imos aron ieron ando iendo ó aba aban ían ará arán erá irá ría rían aran ieran mente",
    doubtful="ar er ir an en",
)
FRENCH = _language(
    "fr",
    """le la les l un une ce cet cette ces son sa ses leur leurs notre nos au aux chaque plusieurs quelques
    certains certaines""",
    """et ou mais ni que qui ne n pas plus moins avec dans sur pour par sans sous entre vers chez est sont était
    être été a ont avait peut peuvent nous vous ils elles elle il on se s y en dont où comme ainsi aussi très
    tout toute tous toutes même si lorsque quand afin donc car cependant selon depuis pendant grand grande
    grands grandes nouveau nouvelle nouveaux nouvelles meilleur meilleure meilleurs deux trois quatre cinq six
    sept huit neuf dix cent mille autre autres différent différents différentes permet permettent montrent
    montre proposons étudions présentons qu c j m t bien peu fait après avant lors contre cela ceci leurs jusqu
    grâce""",
    "de du des d",
    """étude travail résultat méthode analyse modèle donnée problème objectif base nombre année jour cas forme
    partie effet exemple article approche système usage rôle mise impact taux niveau type temps différence
    évaluation tâche recherche expérience ensemble part point""",
    endings="es s x e aux",
    verbs="ons ez aient ait ant ent ment",
    doubtful="er ir",
)
ITALIAN = _language(
    "it",
    """il lo la i gli le l un uno una questo questa questi queste suo sua suoi sue loro al allo alla ai agli alle
    nel nello nella nei negli nelle sul sullo sulla sui sulle dal dallo dalla dai dalle ogni alcuni alcune""",
    """e ed o ma che non con in per su tra fra da come più meno è sono era essere stato stata ha hanno può possono
    si ci noi se anche molto quando dove mentre perché secondo attraverso durante dopo prima nuovo nuova nuovi
    nuove grande grandi migliore migliori due tre quattro cinque sei sette otto nove dieci cento mille altro
    altra altri altre tutto tutti tutte quale quali così inoltre presentiamo proponiamo mostrano mostra dell
    nell sull dall all senza verso""",
    "di del dello della dei degli delle d dell",
    """studio lavoro risultato metodo analisi modello dato problema obiettivo base numero anno caso forma parte
    effetto esempio articolo approccio sistema uso ruolo livello tipo tempo differenza valutazione compito
    ricerca""",
    endings="i e a o",
    verbs="iamo ando endo ato arono ono mente",
    doubtful="are ere ire ano",
)
PORTUGUESE = _language(
    "pt",
    """o a os as um uma uns umas este esta estes estas esse essa seu sua seus suas ao aos à às no na nos nas num
    numa pelo pela pelos pelas cada""",
    """e ou mas que não com em por para sem sobre entre até desde como mais menos muito é são foi foram ser está
    estão tem têm pode podem se lhe nós ele ela eles elas quando onde enquanto porque também já só assim além
    maior menor melhor novo nova novos novas grande grandes dois duas três quatro cinco seis sete oito nove dez
    cem mil outro outra outros outras todo toda todos todas segundo através durante após apresentamos propomos
    mostram mostra""",
    "de do da dos das",
    """estudo trabalho resultado método análise modelo dado problema objetivo base número ano caso forma parte
    efeito exemplo artigo abordagem sistema uso papel nível tipo tempo diferença avaliação tarefa pesquisa""",
    endings="es s e",
    verbs="amos emos imos aram eram iram ando endo ou mente",
    doubtful="ar er ir",
)
DUTCH = _language(
    "nl",
    "de het een deze dit die dat zijn haar hun ons onze elk elke",
    """en of maar niet met van voor in op aan bij uit over door naar tot tussen om te als dan dat wordt worden werd
    werden is was waren kan kunnen zal moeten heeft hebben wij we ze zij er hier daar ook nog meer minder zeer
    zoals wanneer waarbij tijdens volgens nieuwe grote kleine veel twee drie vier vijf""",
    generic="studie onderzoek resultaten methode analyse model data probleem doel jaar deel effect",
    endings="en e s",
)
RUSSIAN = _language(
    "ru",
    "этот эта это эти этого этой этих этому этим данный данная данные наш наша наши каждый",
    """и в во не на с со что как к ко по из у за от до для при или а но мы он она они его её их также был была было
    были быть является являются о об над под между через после без более менее чем если когда где который
    которая которые которого которой которых так же бы все всех можно может могут том тем том числе где лишь
    только ещё уже около два две три четыре пять новый новая новые нового новых показано показали показывают
    предложен предложена предлагается рассмотрены рассматривается работе статье представлен представлены
    позволяет""",
    generic="""работа статья исследование результат метод анализ модель данные задача цель основа число год случай
    вид часть пример подход система использование применение""",
    endings="""ами ями ого его ому ему ыми ими ая яя ое ее ые ие ый ий ой ей ым им ом ем ую юю ах ях ов ев ам ям а я о е
    ы и у ю ь ию ии иях иями ия ие""",
)
POLISH = _language(
    "pl",
    "ten ta to te tego tej tych tym jego jej ich nasz każdy",
    """i w we z ze na do nie się jest są był była było być dla oraz przez jak od po za o u że który która które
    których lub ale przy pod nad między także może mogą został została dwa trzy cztery bardziej""",
    generic="praca badanie wyniki metoda analiza model dane problem cel rok",
    endings="""ami ego ych ymi ich imi ach owi ów em ie ia a e y i u ą ę o""",
)
SWEDISH = _language(
    "sv",
    "en ett den det de denna detta dessa",
    """och att som på är av för med till inte vi kan har i från om vid eller men så när under mellan efter även mer
    än var blev blir ska också sin sitt sina två tre fyra fem nya stora""",
    generic="studie arbete resultat metod analys modell data problem år",
    endings="erna arna orna en et ar er or a e n",
)
TURKISH = _language(
    "tr",
    "bu bir şu her bazı tüm",
    """ve ile için olan olarak de da çok daha en gibi ancak ise veya yeni kadar göre sonra önce üzerine arasında hem ne
    ki değil var yok edilmiştir edilmektedir önerilen öneriyoruz kullanılarak sayesinde""",
    generic="çalışma yöntem sonuç model veri problem",
    endings="lar ler ları leri ın in un ün ı i u ü da de dan den",
)
KOREAN = replace(
    _language(
        "ko",
        "이 그 본 각",
        """및 또는 그리고 위한 대한 통해 통한 위해 따라 대해 있는 하는 수 것 등 더 매우 때 의한 기반 우리는
        있다 했다 한다""",
        generic="연구 결과 방법 논문 분석 모델 데이터 문제",
        verbs="한 하여 하고 된 되어 하는 다 해",
        endings="으로 에서 에게 까지 부터 에는 은 는 이 가 을 를 의 에 로 와 과",
    ),
    shortest=2,
)
UNKNOWN = Language("", endings=())

KNOWN = (GERMAN, SPANISH, FRENCH, ITALIAN, PORTUGUESE, DUTCH, RUSSIAN, POLISH, SWEDISH, TURKISH)
_HANGUL = re.compile("[\uac00-\ud7a3]")


def best(words: Mapping[str, int]) -> tuple[Language, int]:
    """Return the language with the most function words among lower-case words, and their number; ties by the order of
    `KNOWN`."""
    found = [sum(count for word, count in words.items() if word in language.telling) for language in KNOWN]
    most = max(found)
    return KNOWN[found.index(most)], most


def of(words: Mapping[str, int], text: str) -> Language:
    """Return the language of a text by its lower-case words' counts."""
    if _HANGUL.search(text):
        return KOREAN
    language, most = best(words)
    return language if most >= 0.1 * sum(words.values()) else UNKNOWN
