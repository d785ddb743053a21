import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from generator import drawing
from generator.drawing import Disc, Dot, shapes


def dots() -> list[Dot]:
    return [Dot(0, 0, 0, "One & <two>", "papers/one.html"), Dot(30, 40.04, 1, "Other", "papers/other.html")]


def test_the_first_112_topics_differ_in_colour_or_shape() -> None:
    pairs = {(number % 16, drawing.marker_shape(number)) for number in range(112)}
    assert len(pairs) == 112


@pytest.mark.parametrize("shape", drawing.SHAPES)
def test_every_shape_is_a_closed_path(shape: str) -> None:
    number = drawing.SHAPES.index(shape)
    path = ET.fromstring(drawing.marker(number))[0]
    assert path.attrib["d"].startswith("M")
    assert path.attrib["d"].endswith("z")


def test_a_paper_without_topic_has_a_marker_too() -> None:
    assert 'class="marker topic-none"' in drawing.marker(-1)


def test_every_dot_is_a_link_with_its_title() -> None:
    svg = drawing.atlas([Disc(0, 0, 60, 0, "Rays", 2, "topics/rays.html")], dots(), named_by="h")
    assert svg.count("<a ") == 3
    assert "<title>One &amp; &lt;two&gt;</title>" in svg
    assert '<a href="papers/one.html" tabindex="-1">' in svg
    ET.fromstring(svg)


def test_pictures_obey_the_security_policy() -> None:
    pictures = drawing.atlas([], dots(), [(0, 1, 0.5)], named_by="h") + drawing.constellation(
        dots()[0], dots(), [(0, 1, 0.1)], [0.5, 0.2]
    )
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", pictures)


def test_numbers_have_one_decimal_at_most() -> None:
    svg = drawing.atlas([Disc(1 / 3, 2 / 3, 10 / 3, 0, "x", 1, "t")], dots(), [(0, 1, 0.2)], named_by="h")
    assert not re.search(r"\d\.\d\d", svg.replace("0.16", ""))


def test_the_box_holds_islands_names_and_dots() -> None:
    svg = drawing.atlas([Disc(0, 0, 100, 0, "A", 1, "t")], [Dot(300, 0, 0, "x", "p")], named_by="h")
    left, top, width, height = (float(n) for n in re.search(r'viewBox="([^"]+)"', svg)[1].split())  # type: ignore[index]
    assert left <= -100
    assert top <= -126
    assert left + width >= 305
    assert top + height >= 100


def test_a_name_that_would_run_into_another_is_written_in_two_lines() -> None:
    def written(apart: float) -> list[str]:
        names = ("Knowledge distillation and search", "Transfer")
        discs = [Disc(at * apart, 0, 40, at, name, 1, "t") for at, name in enumerate(names)]
        svg = ET.fromstring(str(drawing.atlas(discs, [], named_by="h")))
        texts = svg.iterfind(".//text[@class='island-name']")
        return [" | ".join(filter(str.strip, text.itertext())) for text in texts]

    assert written(900) == ["Knowledge distillation and search", "Transfer"]
    assert written(180) == ["Knowledge distillation | and search", "Transfer"]


def test_a_stronger_link_stands_nearer() -> None:
    svg = drawing.constellation(dots()[0], dots(), [], [0.9, 0.1])
    near, far = re.findall(r'<use href="#m-\w+" x="([-\d.]+)" y="([-\d.]+)"', svg)
    assert abs(float(near[1])) == 62
    assert abs(float(far[1])) == 122


def test_the_paper_itself_is_in_the_middle_of_its_constellation() -> None:
    svg = drawing.constellation(Dot(700, 900, 0, "here", "p"), dots(), [], [0.9, 0.1])
    assert "700" not in svg
    assert "M0 0 0-62" in svg


def test_roads_lead_from_shore_to_shore() -> None:
    discs = [Disc(0, 0, 10, 0, "A", 1, "a"), Disc(100, 0, 20, 1, "B", 1, "b"), Disc(5, 0, 9, 2, "C", 1, "c")]
    svg = drawing.atlas(discs, [], (), [(0, 1, 1.0), (0, 2, 1.0)], named_by="h")
    assert re.findall(r'class="road" stroke-width="([\d.]+)" d="([^"]+)"', svg) == [("7.5", "M10 0L80 0")]


def test_bars_say_their_numbers() -> None:
    svg = drawing.bars([("2001", 4, "years/2001.html"), ("2002", 0, "y")], named_by="h")
    assert 'aria-label="2001: 4"' in svg
    assert drawing.bars([], named_by="h") == ""


def test_the_style_sheet_cuts_markers_out_as_they_are_drawn() -> None:
    style = (Path(__file__).parents[1] / "static" / "css" / "parts.css").read_text("utf-8")
    for shape in set(drawing.SHAPES) - {"dot", "square"}:
        drawn = [float(number) for number in re.findall(r"-?[\d.]+", shapes.outline(shape, shapes.DOT))]
        cut = re.search(rf"\.facts \.{shape} {{ clip-path: polygon\(([^)]+)", style)
        assert cut, shape
        places = [float(number) * 0.12 - 6 for number in re.findall(r"-?[\d.]+(?=%)", cut[1])]
        assert places == pytest.approx(drawn, abs=0.05), shape


def test_dots_that_are_no_links_are_a_stroke_a_topic() -> None:
    plain = [Dot(number, -number, number % 2, "x", "") for number in range(4)]
    svg = drawing.atlas([], [*plain, Dot(9, 9, 2, "x", "papers/x.html")], named_by="h")
    drawn = re.findall(r'<path class="([^"]+)" d="([^"]+)"/>', svg)
    assert drawn == [("topic-0", "M0 0h0M2-2h0"), ("topic-1", "M1-1h0M3-3h0")]
    assert svg.count("<use") == svg.count("<a ") == 1
