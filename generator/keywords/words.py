"""Word lists of English academic prose: what never is, never starts and never ends a keyword.

All lists are of lower-case words as written; `stems` turns one into what keys are made of.
"""

from collections.abc import Iterable

from generator.text import stem


def listed(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


def stems(words: Iterable[str]) -> frozenset[str]:
    """Return the stems of words."""
    return frozenset(stem(word) for word in words)


STOP = listed("""
a about above across after again against all almost along already also although always am amid among amongst an and
another any are around as at away back be became because become becomes been before behind being below beside besides
between beyond both but by can cannot could despite did do does doing done down due during each either else enough et
etc even ever every few first fifth for four fourth from further furthermore get gets given gives go had has have
having he hence her here hers herself him himself his how however i ie if in indeed instead into is it its itself just
keep known last later latter least less let like made make makes making many may maybe me might more moreover most
mostly much must my namely near nearly need needs neither never nevertheless next no non none nonetheless nor not now
of off often on once one ones only onto or other others otherwise our ours out over own per perhaps possible put quite
rather re really same second see seem seems seen several shall she should since six so some somehow sometimes somewhat
soon still such take ten than that the their theirs them themselves then thence there thereby therefore these they
third this those though three through throughout thus to together too toward towards two under unless unlike until up
upon us use used uses using usually various very via vs was way we well were what whatever when whenever where whereas
whereby wherein whether which while who whole whom whose why will with within without would yet you your yours
yourself five seven eight nine eg al cf respectively recently currently typically generally widely highly especially
particularly specifically significantly directly effectively efficiently easily fully largely mainly simply finally
previously commonly potentially automatically doesn don isn wasn weren didn hasn haven won couldn wouldn shouldn aren
ain ve ll em
""")

LEAD = listed("""
new novel different important recent proposed existing present current main major key general specific several various
large small high low good better best great significant simple complex efficient effective available possible common
similar single multiple many such previous first second third wide strong entire full overall state-of-the-art
promising extensive comprehensive able crucial essential useful necessary original additional further other particular
special certain individual total potential interesting powerful popular traditional conventional typical standard
classical well-known numerous diverse vast growing increasing emerging widespread critical central basic competitive
superior robust accurate fast real-world practical successful corresponding respective resulting underlying following
last next final own same so-called cutting-edge unprecedented remarkable impressive notable considerable substantial
rapid rich ideal careful thorough favorable desirable desired challenging unique innovative groundbreaking intriguing
surprising exciting sophisticated advanced improved enhanced modern latest prior prevalent prevailing seminal
straightforward simpler easy easier difficult hard harder larger largest smaller smallest higher highest lower lowest
bigger faster stronger richer longer shorter greater greatest newer lesser worse worst best-performing top-performing
high-quality low-quality well-established large-scale small-scale full-scale relevant irrelevant related respected
inherent intrinsic extra mere sheer exact precise actual apparent obvious clear evident pivotal vital indispensable
valuable meaningful helpful beneficial suitable appropriate proper adequate sufficient insufficient limited extended
longstanding long-standing ongoing ever-growing ever-increasing publicly open-sourced off-the-shelf user-friendly
easy-to-use easy-to-implement one-size-fits-all de facto side-by-side holistic in-depth systematic systematically
empirical unseen fewer fewest separate distinct baseline vanilla naive brand wider broader deeper viable feasible
aforementioned dissimilar sota
plausible capable incapable subsequent simultaneous alike alternative unified versatile early initial given said
""")
"""Praise, size and age: cut from the front of a phrase."""

SOFT = listed("""
large small high low good strong real multiple first second general standard critical fast robust basic key wide
common single complex simple special entire full main major open
rich traditional classical conventional current recent important useful typical popular accurate similar different
various many several great best better novel new proposed practical effective efficient potential advanced unified
central large-scale limited prior extra alternative early improved optimal poor average arbitrary slow external
base near-linear
""")
"""Cut likewise, unless the library shows that they belong to the phrase: "large language model"."""

OPENERS = listed("""
using improving reducing maximizing minimizing exploring understanding analyzing analysing evaluating achieving
increasing decreasing enabling allowing providing making taking considering addressing solving proposing presenting
introducing investigating examining studying comparing showing demonstrating applying employing leveraging utilizing
exploiting incorporating combining integrating extending building creating developing designing constructing obtaining
producing generating identifying detecting finding discovering determining estimating predicting selecting removing
adding changing varying giving leading resulting following including involving requiring containing having being
becoming maintaining preserving ensuring facilitating supporting enhancing boosting outperforming surpassing existing
underlying corresponding performing conducting describing discussing reviewing revisiting rethinking bridging
overcoming tackling mitigating avoiding preventing capturing measuring assessing validating verifying observing
assuming satisfying depending relying focusing aiming trying working looking going getting keeping setting putting
bringing emerging promising remaining interacting encouraging guiding helping unveiling unlocking uncovering revealing
harnessing advancing accelerating empowering unleashing towards depicting playing pushing
taming teaching bootstrapping speeding simplifying demystifying benchmarking expanding converting
grounding-based transforming turning mixing matching executing running asking exceeding
covering spanning comprising consisting ranging targeting holding sharing seeking posing proving claiming arguing
noting suggesting indicating implying meaning concerning regarding according dealing coping struggling suffering
failing lacking missing losing gaining winning beating starting ending continuing stopping decoupling disentangling
inserting injecting extracting retrieving collecting gathering curating annotating labeling filtering
operating serving meeting fitting adapting adjusting modifying updating replacing substituting splitting dividing
""")
"""Gerunds that open a verb phrase ("improving X"); neither the start nor the end of a keyword."""

NOMINAL = listed("""
passing binding sharing folding docking sequencing screening genotyping signaling splicing welding etching
learning training tuning fine-tuning finetuning pretraining pre-training reasoning modeling modelling planning
processing rendering prompting sampling parsing tagging ranking re-ranking reranking clustering mining computing
programming coding encoding decoding embedding embeddings hashing caching routing scheduling scaling pruning masking
matching merging mapping tracking grounding captioning editing inpainting outpainting painting drawing writing imaging
sensing monitoring testing debugging profiling engineering understanding forecasting meeting hearing distilling
alignment unlearning forgetting hedging filtering smoothing denoising deblurring stitching lighting relighting shading
splatting gaming marketing advertising trading pricing banking manufacturing driving navigating brushing linking
zooming bundling binning blending morphing texturing meshing skinning rigging dubbing pooling weighting boosting
bagging stacking steering watermarking fingerprinting red-teaming teaming jailbreaking hacking phishing spoofing
spelling reading answering question-answering summarizing labeling labelling indexing searching crawling scraping
storytelling handling surveying crowdsourcing outsourcing restyling stylizing voting bargaining theorem-proving
proving fuzzing bootstrapping chunking batching streaming serving packing sketching dancing singing speaking listening
cloning dithering aliasing anti-aliasing
""")
"""Gerunds that name a thing and may end a keyword."""

PREFIXES = listed("""
multi pre non semi inter intra sub super hyper meta auto bi co re anti un over under micro macro nano cyber geo bio
neuro photo hetero pseudo quasi spatio uni tri poly electro hydro
""")
"""Word parts that are written with a hyphen, a space or neither; keys join them to the next word."""

PAIRS = frozenset(
    {
        ("data", "set"),
        ("data", "base"),
        ("bench", "mark"),
        ("code", "book"),
        ("time", "line"),
        ("work", "flow"),
        ("fine", "tune"),
        ("out", "paint"),
        ("in", "paint"),
        ("tool", "kit"),
        ("tool", "box"),
        ("key", "word"),
        ("key", "frame"),
        ("chat", "bot"),
        ("water", "mark"),
        ("name", "space"),
        ("work", "load"),
        ("tree", "map"),
        ("heat", "map"),
    }
)
"""Stems of two words that are also written as one."""

ADJECTIVE_TAILS = listed("""
based aware free specific driven level wise agnostic efficient like augmented sampled conditioned guided aligned
oriented related centric scale end trained tuned shot supervised modal lingual domain task turn step hop time only
best world source art the generated strong dependent independent invariant equivariant friendly rich intensive
dimensional order wide long short powered enhanced inspired induced informed grounded controlled assisted tailored
designed annotated labeled labelled quality fidelity resolution performing growing used known defined optimal proof
preserving saving demanding ready capable heavy light hard weak fine grained coarse consuming context query play box
""")
"""What ends a hyphenated adjective: "graph-based", "in-context", "fine-grained"."""

VERBS = listed("""
named called based cause causes retrieves breaks correlates transfers involving regarding concerning surrounding
underlying accompanying including containing comprising
show shows showcase showcases boost boosts drives attempt attempts lack lacks enable enables outperform outperforms
achieve achieves improve improves allow allows provide provides presents propose proposes introduce introduces
demonstrate demonstrates leverage leverages utilize utilizes employ employs require requires contain contains consist
consists exhibit exhibits yields surpass surpasses exceed exceeds reveal reveals indicate indicates suggest suggests
prove proves remain remains become becomes perform performs tackle tackles generate generates produce produces reduce
reduces capture captures learn learns incorporate incorporates combine combines integrate integrates helps leads offer
offers serve serves aims seek seeks tend tends fail fails struggle struggles suffer suffers rely relies depend depends
focuses consider considers explore explores investigate investigates examine examines evaluate evaluates assess
assesses compare compares validate validates verify verifies confirm confirms ensure ensures guarantee guarantees
facilitate facilitates encourage encourages mitigate mitigates alleviate alleviates overcome overcomes avoid avoids
prevent prevents enhance enhances adapt adapts apply applies adopt adopts extend extends explain explains solve solves
unveil unveils quantify gets meets bring brings keep keeps give gives take takes make makes come comes go goes say
says hinge hinges exploit exploits fall falls undermine undermines distill distills train trains finetune finetunes
fine-tune fine-tunes pretrain encode encodes decode decodes handle handles deliver delivers attain attains excel
excels emerge emerges embed embeds acts involve involves deploy deploys acquire acquires influences supports increase
increases accelerates
""")
"""Verbs that the tagger often takes for nouns: a phrase never holds one."""

LY_NOUNS = listed("""
anomaly assembly monopoly family supply butterfly early reply ally jelly
""")
"""Nouns in -ly; all other long words in -ly are taken for adverbs."""
