"""The templates' environment: what a template says the same way on every page is settled when it is compiled."""

import re
from collections.abc import Callable, MutableMapping, Sequence
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined, Template, nodes
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from generator.markup import escaped
from generator.theme import once

Word = Callable[[str], Markup]
_PLAIN = (FunctionType, MethodType)
_SPACE = re.compile(r"\s*\n\s*")
_AS_WRITTEN = re.compile(r"<(?:pre|textarea)\b[^<]*\n", re.IGNORECASE)
"""An element over several lines in which every one of them is seen."""


class ThemeEnvironment(Environment):
    """Jinja's, with the theme's words: `{{ t("key") }}` is compiled into the words themselves, and the address
    `{{ "static/x.css" | href }}` into the way to the root (`root`) and the rest."""

    word: Word

    def teach(self, word: Word) -> None:
        """Give the templates their words."""
        self.word = self.globals["t"] = word
        self.globals[once.NAME] = once.made

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what all templates know: themselves, not a view of them that is gone through for each page."""
        return super().make_globals(d) if d else self.globals

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _Settle(self.word, kept=bool(_AS_WRITTEN.search(source))).visit(tree)
        once.settle(tree, name)
        return tree


def environment(folders: Sequence[Path]) -> ThemeEnvironment:
    """Return the environment for the templates of some folders: the project's win, ours come last."""
    loaders = [FileSystemLoader(folder) for folder in folders]
    below = ChoiceLoader(loaders[1:] or loaders)
    return ThemeEnvironment(
        loader=ChoiceLoader([*loaders, PrefixLoader({"!base": loaders[-1], "!theme": below})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # A changed template is a new build; looking for changes while rendering costs a stat a page.
        auto_reload=False,
    )


class _Page(Template):
    """A template whose texts are escaped as always, but faster: most hold nothing to escape."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> Template:
        namespace["escape"] = escaped
        return super()._from_namespace(environment, namespace, globals)


class _Context(Context):
    """What a page knows; what is called with nothing of it is called at once."""

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        if type(called) in _PLAIN and not hasattr(called, "jinja_pass_arg"):
            # Jinja's own, for what is called with the page's context.
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            return called(*args, **kwargs)
        return super().call(called, *args, **kwargs)


ThemeEnvironment.template_class = _Page
ThemeEnvironment.context_class = _Context


class _Settle(NodeTransformer):
    """kept: whether white space stays as it is written: it does not matter elsewhere, and is a share of small pages"""

    def __init__(self, word: Word, kept: bool) -> None:
        self.word, self.kept = word, kept

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802
        node.data = node.data if self.kept else _SPACE.sub("\n", node.data)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name == "t" and _only(node)):
            return node
        key = _text(node.args[0])
        return node if key is None else nodes.Const(self.word(key), lineno=node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [part for whole in node.nodes for part in _address(whole)]
        return node


def _only(node: nodes.Call) -> bool:
    """Return whether a call has one argument and nothing else."""
    return len(node.args) == 1 and not (node.kwargs or node.dyn_args or node.dyn_kwargs)


def _text(node: nodes.Expr) -> str | None:
    """Return the text that an expression is; None for one that must be worked out."""
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else None


def _address(node: nodes.Expr) -> list[nodes.Expr]:
    """Return a known address of the site in two parts, anything else as it is."""
    filtered = node.node if isinstance(node, nodes.Filter) and node.name == "href" else None
    link = _text(filtered) if filtered else None
    if link is None or ":" in link or link.startswith(("#", "//")):
        return [node]
    return [nodes.Name("root", "load", lineno=node.lineno), nodes.Const(link, lineno=node.lineno)]
