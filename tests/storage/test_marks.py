"""Marks: an offset stands on the page whose mark comes before it."""

from __future__ import annotations

import pytest

from assistant.storage.marks import Mark, mark_at, marks_within

ONE, TWO, THREE = (Mark(start, "page", str(n)) for n, start in enumerate((0, 10, 20), start=1))
PAGES = (ONE, TWO, THREE)


@pytest.mark.parametrize(
    ("offset", "expected"), [(0, ONE), (9, ONE), (10, TWO), (19, TWO), (20, THREE), (99, THREE)]
)
def test_an_offset_stands_on_one_page(offset, expected):
    assert mark_at(PAGES, offset) == expected


def test_before_the_first_mark_there_is_no_place():
    assert mark_at(PAGES[1:], 9) is None
    assert mark_at((), 0) is None


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 5, (ONE,)),
        (5, 10, (ONE,)),
        (5, 11, (ONE, TWO)),
        (10, 20, (TWO,)),
        (12, 50, (TWO, THREE)),
        (0, 50, PAGES),
    ],
)
def test_between_two_offsets_those_matter_that_are_in_force(start, end, expected):
    assert marks_within(PAGES, start, end) == expected


def test_marks_behind_the_end_do_not_matter():
    assert marks_within(PAGES[1:], 0, 5) == ()


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        ("page", "第 3 页", "p. 3"),
        ("slide", "第 3 张幻灯片", "slide 3"),
        ("sheet", "工作表“3”", "sheet “3”"),
    ],
)
def test_a_place_is_named_in_the_readers_language(place, zh, en):
    mark = Mark(0, place, "3")
    assert (mark.label("zh-Hans"), mark.label("en")) == (zh, en)
