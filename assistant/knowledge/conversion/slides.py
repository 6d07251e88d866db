"""Slides: titles, texts, tables and notes of a .pptx, slide by slide."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from pptx import Presentation

from assistant.knowledge.conversion.converted_file import ConvertedFile, SourceFile
from assistant.knowledge.conversion.failures import EmptyFileError, ScannedFileError, too_long
from assistant.knowledge.conversion.limits import Limits
from assistant.knowledge.conversion.marked_text import MarkedText, heading
from assistant.knowledge.conversion.table_text import table_blocks
from assistant.knowledge.conversion.worker import serve

_PICTURE = 13  # python-pptx's MSO_SHAPE_TYPE.PICTURE


def read_slides(file: SourceFile, limits: Limits) -> ConvertedFile:
    """Return the text of a presentation with a mark for each slide; notes follow their slide.

    ScannedFileError when its slides are pictures.
    """
    presentation = Presentation(io.BytesIO(file.data))
    slides = list(presentation.slides)
    if len(slides) > limits.pages:
        raise too_long(file.name, limits.pages, "张幻灯片", "slides")
    text = MarkedText(file, limits)
    for number, slide in enumerate(slides, start=1):
        text.mark("slide", str(number))
        _add_slide(text, slide)
    try:
        return text.done(presentation.core_properties.title or "")
    except EmptyFileError:
        if any(shape.shape_type == _PICTURE for slide in slides for shape in slide.shapes):
            raise ScannedFileError(file.name) from None
        raise


def _add_slide(text: MarkedText, slide: Any) -> None:
    title = slide.shapes.title
    if title is not None and title.text_frame.text.strip():
        text.add(heading(2, title.text_frame.text))
    for shape in _leaves(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        for block in _blocks(shape):
            text.add(block)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        text.add(slide.notes_slide.notes_text_frame.text)


def _leaves(shapes: Iterable[Any]) -> Iterator[Any]:
    """Yield shapes, those in groups too."""
    for shape in shapes:
        inner = getattr(shape, "shapes", None)
        if inner is None:
            yield shape
        else:
            yield from _leaves(inner)


def _blocks(shape: Any) -> Iterator[str]:
    if shape.has_text_frame:
        lines = [paragraph.text.strip() for paragraph in shape.text_frame.paragraphs]
        filled = [line for line in lines if line]
        # lines of a slide's body are its list
        yield "\n".join(f"- {line}" for line in filled) if len(filled) > 1 else "".join(filled)
    elif getattr(shape, "has_table", False):
        yield from table_blocks([[cell.text for cell in row.cells] for row in shape.table.rows])


if __name__ == "__main__":
    serve(read_slides)
