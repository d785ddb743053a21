"""Word lists of English academic prose: what never is, never starts and never ends a keyword.

All lists are of lower-case words as written; `stems` turns one into what keys are made of.
"""

from collections.abc import Iterable

from generator.text import stem


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def stems(words: Iterable[str]) -> frozenset[str]:
    """Return the stems of words."""
    return frozenset(stem(word) for word in words)


STOP = _words("""
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

GENERIC = _words("""
paper papers article articles work works study studies research result results method methods methodology
methodologies approach approaches technique techniques problem problems issue issues way ways case cases example
examples usage number numbers set sets type types kind kinds part parts aspect aspects fact facts order term terms
point points role roles goal goals aim aims idea ideas question questions challenge challenges task tasks solution
solutions contribution contributions framework frameworks analysis analyses system systems model models algorithm
algorithms data experiment experiments evaluation evaluations performance effectiveness efficiency improvement
improvements advantage advantages process processes step steps application applications information property
properties effect effects impact impacts factor factors condition conditions level levels form forms structure
structures feature features value values parameter parameters function functions strategy strategies scheme schemes
procedure procedures tool tools design designs development developments implementation implementations concept
concepts theory theories knowledge field fields area areas domain domains literature author authors user users people
researchers researcher scientists community communities practice practices practitioner practitioners new novel
different important recent proposed existing present current main major key general specific large small high low good
better best great significant simple complex efficient effective available common similar single multiple previous
wide strong real entire full overall promising extensive comprehensive able crucial essential fundamental useful
necessary original additional particular special certain individual total potential interesting powerful ability
abilities amount amounts basis benefit benefits change changes comparison comparisons difference differences direction
directions environment evidence focus future group groups increase decrease insight insights interest lack limit
limitation limitations limits need opportunity opportunities outcome outcomes perspective perspectives presence
quality range ranges rate rates review scale scales scenario scenarios section sections sense size sizes source
sources space spaces state states success support survey test tests time times today topic topics variety version
versions view views year years addition context contexts demand demands description descriptions detail
details discussion effort efforts extent finding findings help implication implications importance introduction manner
measure measures move novelty objective objectives observation observations option options presentation principle
principles proposal purpose purposes reason reasons regard requirement requirements respect response responses scope
series situation situations suggestion summary thing things title trend trends understanding variant variants abstract
conclusion conclusions gap gaps team teams guide guides guideline guidelines law laws picture pictures
""")
"""Words that say little by themselves, wherever they stand: a feature of the ranking."""

DULL = _words("""
accuracy baseline baselines benchmark benchmarks code codes capability capabilities capacity component components
content contents comprehension cost costs count counts dataset datasets degree demonstration demonstrations element
elements enhancement error errors existence expert experts exploration extension extensions failure failures format
gain gains generation hand hope input inputs output outputs instance instances integration investigation item items
job jobs kernel line lines list lists lot magnitude mechanism mechanisms metric metrics mixture mode modes module
modules name names nature notion object objects operation operations paradigm paradigms pair pairs pattern patterns
percentage period phase phases phenomenon phenomena pipeline pipelines place plan position power prediction
predictions progress project projects reduction relation relations relationship relationships release report reports
resource resources sample samples score scores setting settings setup setups share side skill skills speed speedup
stage stages standard standards start statistics subset subsets suite target targets technology technologies text
texts training tradeoff trade-off treatment unit units update updates utility variable variables variation variations
volume weight weights word words world bias interaction interactions language languages image images video videos
agent agents action actions architecture architectures removal advance advances advancement advancements consideration
contrast control depth distribution dynamics event events family fashion game human humans instruction
instructions introductory label labels layer layers learner learning likelihood loss losses machine
machines map mapping member modality modalities motion network networks neural node nodes noise optimization path
performances person piece  prior probability product production program programs prompt prompts query
queries quantity representation representations request rise route rule rules scene scenes search selection sequence
sequences shape signal signals simulation snapshot software speaker string studio subject subjects surface
surfaces theme token tokens trial vision visual visualization visualizations web window writing answer answers
transfer transfers difficulty difficulties expression expressions formulation formulations category categories
degradation configuration configurations strength strengths harm budget budgets definition definitions boundary
boundaries background backgrounds expertise intent intents decline material materials record records movement movements
tag tags guidance generalist generality hardware
workflow workflows alternative alternatives assumption assumptions attempt
behavior behaviors behaviour behaviours body bottleneck bottlenecks breakthrough building center chain character
characteristic characteristics choice choices class classes cluster collection combination computation
computational compute computer consequence constraint constraints construction core corpus counterpart counterparts
creation criterion criteria database databases decision decisions dependence drawback drawbacks era extraction
foundation frame frames history hypothesis hypotheses iteration iterations landscape laboratory
margin margins means mind obstacle overview peer perception platform
platforms population possibility possibilities practicality preference proportion proof protocol public realm recipe
recipes reliability reproducibility risk robustness root run runs sector sentence shift shortcoming shortcomings
simplicity stability stakeholder stakeholders stake student students superiority synergy synergies taxonomy template
testbed thinking thought threshold toolkit tradeoffs transition truth usability usefulness validation
validity variance viability weakness weaknesses addition adoption aid beginner engineer engineers
designer designers developer developers viewer viewers day days hour hours minute minutes month months
week weeks second seconds dollar dollars percent lens middle million millions billion billions entry entries width
trace traces math attribute attributes dimension dimensions entity entities inference uniformity philosophy
philosophies spectrum scorer semantic semantics discrete recognition alignment gradient gradients decomposition
circuit length lengths head heads block blocks statement statements conflict conflicts influence modification
modifications region regions matrix matrices vector vectors adaptation management correlation correlations imbalance
discovery science convergence fusion estimation bench gpu gpus cpu cpus api apis flop flops sota llms pdf html json
attention scratch trainer researcher bridge flow color colour colors colours grid feedback
""")
"""More words that are no keyword alone, though they may well be part of one."""

HOLLOW = _words("""
training answering accuracy baseline baselines benchmark benchmarks capability capabilities capacity component
components content contents comprehension cost costs count counts dataset datasets degree demonstration demonstrations
element elements enhancement error errors existence extension extensions failure failures format gain gains hand hope
input inputs output outputs instance instances integration investigation item items job jobs line lines list lists lot
magnitude mechanism mechanisms metric metrics mode modes name names nature notion object objects operation operations
paradigm paradigms pair pairs pattern patterns percentage period phase phases phenomenon phenomena pipeline pipelines
place plan position power progress project projects reduction relation relations release report reports resource
resources sample samples score scores setting settings setup setups share side speedup stage stages standard standards
start subset subsets suite target targets technology technologies tradeoff trade-off treatment unit units update
updates utility variable variables variation variations volume weight weights word words world removal advance
advances advancement advancements consideration depth family introductory member performances piece quantity request
rise route shape snapshot string studio theme difficulty difficulties expression expressions formulation formulations
category categories degradation configuration configurations strength strengths harm definition definitions boundary
boundaries background backgrounds expertise intent intents decline material materials record records tag tags
generalist generality alternative alternatives assumption assumptions attempt body bottleneck bottlenecks breakthrough
building center chain characteristic characteristics choice choices collection combination computation computational
compute computer consequence construction counterpart counterparts creation criterion criteria dependence drawback
drawbacks era foundation iteration iterations laboratory margin margins means mind obstacle overview peer possibility
possibilities practicality preference proportion realm recipe recipes run runs sector shortcoming shortcomings
superiority testbed threshold toolkit tradeoffs truth usefulness validity viability weakness weaknesses addition
adoption aid beginner day days hour hours minute minutes month months week weeks second seconds dollar dollars percent
lens middle million millions billion billions entry entries width trace traces head heads statement statements
influence modification modifications region regions bench cpu cpus api apis flop flops sota pdf html json scratch
researcher bridge grid learner learners learning machine machines neural understanding testing handling meeting
""")
"""Those of them that do not even explain a link together with a keyword."""

LEAD = _words("""
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

SOFT = _words("""
large small high low good strong real multiple first second general standard critical fast robust basic key wide
common single complex simple special natural entire full main major active passive dynamic static local global open
rich traditional classical conventional current recent important useful typical popular accurate similar different
various many several great best better novel new proposed practical effective efficient potential advanced unified
central large-scale limited prior extra alternative early improved optimal poor average arbitrary slow external
base near-linear
""")
"""Cut likewise, unless the library shows that they belong to the phrase: "large language model"."""

OPENERS = _words("""
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

NOMINAL = _words("""
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

PREFIXES = _words("""
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

EMPTY_HEADS = _words("""
drop drops rise deterioration concern concerns endeavor endeavors page pages citizen citizens shoulder shoulders
accuracy accuracies objection objections sum sums id ids leap leaps pitfall pitfalls deficiency deficiencies
team teams appendix score scores fraction
number numbers ability abilities effectiveness efficiency improvement improvements way ways paper papers researcher
researchers author authors result results performance work works challenge challenges issue issues approach approaches
advantage advantages aspect aspects amount amounts benefit benefits contribution contributions finding findings
insight insights gain gains increase decrease lack need needs potential capability capabilities quality importance
impact range variety set sets type types kind kinds case cases scenario scenarios setting settings condition
conditions example examples community communities effort efforts experiment experiments experience field fields area
areas domain domains advancement advancements progress step steps stage stages level levels part parts factor factors
option options requirement requirements source sources study studies success use usage outcome outcomes
""")
"""Heads that leave nothing to name: "model performance", "a large number"."""

WEAK_HEADS = _words("""
method methods technique techniques framework frameworks strategy strategies scheme schemes problem problems task
tasks process processes procedure paradigm paradigms mechanism mechanisms pipeline pipelines application applications
tool tools solution solutions concept concepts property properties feature features information module modules
component components scale size sizes value values
""")
"""Heads that name something only where the library uses the phrase more than once: "kernel methods"."""

ADJECTIVE_TAILS = _words("""
based aware free specific driven level wise agnostic efficient like augmented sampled conditioned guided aligned
oriented related centric scale end trained tuned shot supervised modal lingual domain task turn step hop time only
best world source art the generated strong dependent independent invariant equivariant friendly rich intensive
dimensional order wide long short powered enhanced inspired induced informed grounded controlled assisted tailored
designed annotated labeled labelled quality fidelity resolution performing growing used known defined optimal proof
preserving saving demanding ready capable heavy light hard weak fine grained coarse consuming context query play box
""")
"""What ends a hyphenated adjective: "graph-based", "in-context", "fine-grained"."""

VERBS = _words("""
named called based cause causes retrieves breaks correlates transfers involving
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
excels emerge emerges
""")
"""Verbs that the tagger often takes for nouns: a phrase never holds one."""

LY_NOUNS = _words("""
anomaly assembly monopoly family supply butterfly early reply ally jelly
""")
"""Nouns in -ly; all other long words in -ly are taken for adverbs."""

RHETORIC = frozenset(
    """
learn model, train model, learn task, learn method, learn paradigm, learn system, success stori, future work,
state of the art, flip side, secret recip, percentag point, past decad, recent year, right time, open question,
real world, first glanc, key idea, main idea, solid foundat, stark contrast, crucial role, hug face, correct answer,
direct answer, import role, github repositori, sourc code, code base, human expert, research commun,
experiment result, empir result, theoret analysi, theoret analys, case studi, broad rang, wide rang, wide varieti,
larg number, best practic, rule of thumb, point of view, proof of concept, end to end, et al, trade off, real time,
pros con, open sourc, prior work, train data, benchmark dataset, comput cost, learn algorithm, search algorithm,
learn object, train signal, train resourc, classif task, regress task, languag task, vision task, input sequenc,
output class, project page, weight sum, societ concern, human brain, train strategi, train object, synthet data,
infer time, train time, batch size, ablat studi, quantit result, qualit result, extens experi
""".strip()
    .replace("\n", " ")
    .split(", ")
)
"""Keys of phrases that name nothing, whatever the figures say."""
