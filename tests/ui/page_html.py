"""Read rendered HTML the way a browser does, to see what it says and what could be active."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_LINKS = {"href", "src", "action", "formaction", "xlink:href", "srcset", "data"}
_ACTIVE = {"script", "img", "iframe", "object", "embed", "base", "link"}
_VOID = {"br", "hr", "input", "meta", "line", "rect"}


@dataclass
class Tag:
    """A tag with its attributes and all text inside it."""

    name: str
    attributes: dict[str, str]
    text: str = ""

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()


@dataclass
class Page(HTMLParser):
    """The tags of a piece of HTML in order, and its text."""

    tags: list[Tag] = field(default_factory=list)
    text: str = ""
    _open: list[Tag] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(self.tags[-1])

    def handle_startendtag(self, tag, attrs) -> None:
        assert tag in _VOID, f"<{tag}/> closes nothing in HTML"
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop().name == tag

    def handle_data(self, data) -> None:
        self.text += data
        for tag in self._open:
            tag.text += data

    def close(self) -> None:
        super().close()
        assert self._open == [], "every tag must be closed"

    def named(self, name: str) -> list[Tag]:
        """Return the tags of a name."""
        return [tag for tag in self.tags if tag.name == name]

    def classed(self, name: str) -> list[Tag]:
        """Return the tags of a class."""
        return [tag for tag in self.tags if name in tag.classes]

    def texts(self, name: str) -> list[str]:
        """Return what stands in the tags of a class, its spaces made one."""
        return [" ".join(tag.text.split()) for tag in self.classed(name)]


def read(html: str) -> Page:
    """Return the parsed page; every tag must be closed."""
    page = Page()
    page.feed(html)
    page.close()
    return page


def assert_harmless(html: str) -> Page:
    """Fail when anything in it could run, load or lead elsewhere; return the page."""
    page = read(html)
    for tag in page.tags:
        assert tag.name not in _ACTIVE, tag
        assert not [name for name in tag.attributes if name.startswith("on")], tag
        for link in _LINKS & tag.attributes.keys():
            assert tag.attributes[link].startswith(("/", "#")), tag
            assert not tag.attributes[link].startswith("//"), tag
    return page
