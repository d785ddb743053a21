"""Words and phrases of academic prose that say little of what a paper is about: no keyword, no reason, no name.

Lists are of lower-case words as written; `RHETORIC` is of keys.
"""

from generator.keywords.words import listed

GENERIC = listed("""
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

DULL = listed("""
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
commentary commentaries editorial editorials erratum errata corrigendum
""")
"""More words that are no keyword alone, though they may well be part of one."""

HOLLOW = listed("""
prediction predictions diversity length lengths probability matrix matrices layer layers token tokens corpora corpus
applicability mitigation relationship relationships assessment versatility speeds
language languages bias biases skill skills text texts
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

EMPTY_HEADS = listed("""
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

WEAK_HEADS = listed("""
method methods technique techniques framework frameworks strategy strategies scheme schemes problem problems task
tasks process processes procedure paradigm paradigms mechanism mechanisms pipeline pipelines application applications
tool tools solution solutions concept concepts property properties feature features information module modules
component components scale size sizes value values
""")
"""Heads that name something only where the library uses the phrase more than once: "kernel methods"."""

RHETORIC = frozenset(
    """
learn model, train model, learn task, learn method, learn paradigm, learn system, success stori, future work,
state of the art, flip side, secret recip, percentag point, past decad, recent year, right time, open question,
real world, first glanc, key idea, main idea, solid foundat, stark contrast, crucial role, hug face, correct answer,
direct answer, import role, github repositori, sourc code, code base, human expert, research commun,
experiment result, empir result, theoret analysi, theoret analys, case studi, broad rang, wide rang, wide varieti,
larg number, best practic, rule of thumb, point of view, proof of concept, end to end, et al, trade off, real time,
pros con, open sourc, prior work, model train, model tun, train data, benchmark dataset, comput cost,
learn algorithm, search algorithm, learn object, train signal, train resourc, classif task, regress task,
languag task, vision task, input sequenc, output class, project page, weight sum, societ concern, human brain,
train strategi, train object, synthet data, infer time, train time, batch size, ablat studi, quantit result,
qualit result, extens experi, follow up, case report, case seri, technic note, open letter, retrospect studi,
prospect studi, pilot studi, cross section studi, long term follow up
""".strip()
    .replace("\n", " ")
    .split(", ")
)
"""Keys of phrases that name nothing, whatever the figures say."""

FIELDS = frozenset(
    """
machin learn, deep learn, artifici intellig, natur languag process, comput vision, neural network, deep neural network,
comput scienc, data scienc, inform retriev system, cognit scienc, social scienc, data analysi, data analys
""".strip()
    .replace("\n", " ")
    .split(", ")
)
"""Keys of what whole fields are called: a paper's keyword only where the paper says so more than once."""
