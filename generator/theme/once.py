"""What a template says alike on many pages is found when it is compiled, and is then made once for all of them.

A part that asks of its page for no more than `FEW` is the same on all pages of one folder that agree in these: the
head, the menu and the foot of every page. Such a part is handed to `once(part, *values, caller)`, which keeps it.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count, groupby

from jinja2 import nodes
from markupsafe import Markup

NAME = "once"
"""The function that templates call. This one keeps nothing; the emitter of pages gives them its own."""
FEW = ("section", "opens_section")
"""What is asked of a page and is the same for many."""
_SAME = {"site", "root", "m", "t", "version"}
"""Names that mean the same on all pages of one folder."""
_MADE_OF = (
    *(nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Const, nodes.Name, nodes.Getattr, nodes.Call),
    *(nodes.Compare, nodes.Operand, nodes.Not, nodes.And, nodes.Or, nodes.CondExpr, nodes.Concat, nodes.Filter),
)
_FILTERS = {"href", "auto", "plain", "length"}
_COSTS = (nodes.Name, nodes.Getattr, nodes.Call, nodes.Filter)
_LEAST = 4
"""Steps from which on it is quicker to look a part up than to make it again."""


def made(*_part: object, caller: Callable[[], Markup]) -> Markup:
    """Return a part of a template, made for this page."""
    return caller()


def settle(tree: nodes.Template, name: str | None) -> None:
    """Have the parts of a template that many pages say alike made once."""
    own = {each.name for each in tree.find_all(nodes.Name) if each.ctx != "load"}
    if name is None or own & (_SAME | {NAME, "page"}):
        return
    numbers = count()
    extends = any(isinstance(node, nodes.Extends) for node in tree.body)
    holders: list[nodes.Template | nodes.Block] = [*tree.find_all(nodes.Block)]
    for holder in holders if extends else [tree, *holders]:
        holder.body = _parted(holder.body, name, numbers)


def _parted(body: Iterable[nodes.Node], name: str, numbers: "count[int]") -> list[nodes.Node]:
    found: list[nodes.Node] = []
    for alike, group in groupby(_units(body), key=_alike):
        units = list(group)
        if alike and _steps(units) >= _LEAST:
            found.append(_once(_joined(units), f"{name} {next(numbers)}"))
            continue
        for unit in units:
            if isinstance(unit, nodes.If):
                for branch in (unit, *unit.elif_):
                    branch.body = _parted(branch.body, name, numbers)
                unit.else_ = _parted(unit.else_, name, numbers)
        found += units
    return _joined(found)


def _joined(units: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return parts of a template with all output that follows one another in one: its texts are one then, too."""
    found: list[nodes.Node] = []
    for unit in units:
        if isinstance(unit, nodes.Output) and found and isinstance(found[-1], nodes.Output):
            found[-1].nodes += unit.nodes
        else:
            found.append(unit)
    return found


def _units(body: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    for node in body:
        if isinstance(node, nodes.Output):
            yield from (nodes.Output([part], lineno=part.lineno) for part in node.nodes)
        else:
            yield node


def _alike(node: nodes.Node, own: frozenset[str] = frozenset()) -> bool:
    """Return whether a part is the same on all pages of one folder that agree in `FEW`.

    own: names that it defines itself
    """
    if _asked(node):
        return True
    if not isinstance(node, _MADE_OF) or (isinstance(node, nodes.Filter) and node.name not in _FILTERS):
        return False
    if isinstance(node, nodes.Name):
        return node.name in _SAME or node.name in own
    if isinstance(node, nodes.For):
        own |= {target.name for target in [node.target, *node.target.find_all(nodes.Name)] if hasattr(target, "name")}
        own |= {"loop"}
    return all(_alike(child, own) for child in node.iter_child_nodes())


def _asked(node: nodes.Node) -> str:
    """Return what of `FEW` an expression asks of the page, "" for nothing."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "page":
        return node.attr if node.attr in FEW else ""
    return ""


def _steps(units: Iterable[nodes.Node]) -> int:
    return sum(1 for unit in units for _ in unit.find_all(_COSTS))


def _once(units: list[nodes.Node], part: str) -> nodes.CallBlock:
    at = units[0].lineno
    asked = {_asked(each): each for unit in units for each in unit.find_all(nodes.Getattr) if _asked(each)}
    values = [nodes.Const(part), *(asked[name] for name in sorted(asked))]
    call = nodes.Call(nodes.Name(NAME, "load"), values, [], None, None)
    block = nodes.CallBlock(call, [], [], units)
    block.set_lineno(at)
    return block
