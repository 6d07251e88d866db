"""Book: the chapters of an .epub in reading order."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from lxml import etree

from assistant.knowledge.conversion.archive import Archive
from assistant.knowledge.conversion.converted_file import ConvertedFile, SourceFile
from assistant.knowledge.conversion.decoding import decode
from assistant.knowledge.conversion.failures import DamagedFileError, EncryptedFileError
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.conversion.marked_text import MarkedText
from assistant.knowledge.conversion.web import html_to_markdown
from assistant.knowledge.conversion.worker import serve

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"


def read_book(file: SourceFile, limits: Limits) -> ConvertedFile:
    """Return the chapters as Markdown; EncryptedFileError when their text is locked."""
    archive = Archive(file, limits)
    root = _parse(archive.read(_CONTAINER)).find(".//{*}rootfile")
    if root is None:
        raise DamagedFileError(file.name)
    place = root.get("full-path", "")
    package = _parse(archive.read(place))
    chapters = _chapters(package, posixpath.dirname(place))
    if _locked(archive) & set(chapters):
        raise EncryptedFileError(file.name)
    text = MarkedText(file, limits)
    known = archive.names()
    for chapter in chapters:
        content = decode(archive.read(chapter)) if chapter in known else None
        if content is not None:
            text.add(html_to_markdown(content)[0])
    return text.done(package.findtext(".//{*}metadata/{*}title") or "")


def _chapters(package: etree._Element, folder: str) -> list[str]:
    """Return the members the book's spine names, in its order."""
    items = {item.get("id"): item for item in package.iterfind(".//{*}manifest/{*}item")}
    spine = [items.get(ref.get("idref")) for ref in package.iterfind(".//{*}spine/{*}itemref")]
    hrefs = [unquote(item.get("href", "")) for item in spine if item is not None]
    return [posixpath.normpath(posixpath.join(folder, href)) for href in hrefs]


def _locked(archive: Archive) -> set[str]:
    """Return the members that are encrypted; fonts often are in books that anybody may read."""
    if _LOCKS not in archive.names():
        return set()
    references = _parse(archive.read(_LOCKS)).iterfind(".//{*}CipherReference")
    return {unquote(reference.get("URI", "")) for reference in references}


def _parse(data: bytes) -> etree._Element:
    """Parse XML that reaches for nothing outside itself."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


if __name__ == "__main__":
    serve(read_book)
