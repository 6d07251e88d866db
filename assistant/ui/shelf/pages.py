"""ShelfPages: the knowledge page of one language, its parts, and documents as they are read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.knowledge.conversion.kinds import SUFFIXES
from assistant.prompts import Wording
from assistant.storage.document_store import DocumentSummary
from assistant.storage.records import Document
from assistant.storage.upload_store import Upload
from assistant.ui.asset_files import SHELF_SCRIPTS, SHELF_STYLES, joined_assets
from assistant.ui.routes import HOME, KNOWLEDGE, OTHER, Language, nav_of
from assistant.ui.shelf.desk import Findings, KnowledgeDesk
from assistant.ui.shelf.listing import LIBRARIES, Wanted, file_name, list_documents
from assistant.ui.shelf.reading_view import reading_view
from assistant.ui.shelf.snippet import snippet
from assistant.ui.shelf.upload_view import upload_view

# in the order they are told in; what else is read is a variant of these
_ENDINGS = ".pdf .docx .pptx .xlsx .csv .html .epub .md .txt .zip"
# what the script says by itself, because the server does not know of it
_SCRIPT_WORDS = (
    "state.sending", "state.queued", "state.lost", "state.stopping", "cancel", "details",
    "searching", "removing", "remove_failed",
)  # fmt: skip


class ShelfPages:
    """Renders what a desk knows for a visitor; keeps nothing about anybody."""

    def __init__(self, wording: Wording, page_wording: Wording, language: Language) -> None:
        """Take the words of the page, and those of the header."""
        self.language: Language = language
        self._wording = wording
        self._templates = Environment(
            loader=PackageLoader("assistant.ui"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            say=self.say,
            page_say=lambda key: page_wording(key, language),
            lang=language,
            home=HOME[language],
            nav=nav_of(language),
            here=KNOWLEDGE[language],
            style=Markup(joined_assets(SHELF_STYLES)),
            script=Markup(joined_assets(SHELF_SCRIPTS)),
        )
        self._templates.filters.update(snippet=snippet, file_name=file_name, moment=_moment)

    def say(self, key: str, **values: object) -> str:
        """Return a text of the page."""
        return self._wording(key, self.language, **values)

    def page(self, desk: KnowledgeDesk, viewer: str, wanted: Wanted, query: str) -> str:
        """Return the whole page; with a query, what it finds stands in it."""
        limits = desk.intake.limits
        rules = {"megabytes": limits.megabytes, "count": limits.waiting, "endings": _ENDINGS}
        return self._render(
            "knowledge.html",
            query=query,
            findings=Markup(self.findings(desk.search(viewer, query)) if query.strip() else ""),
            documents=Markup(self.documents(desk, viewer, wanted)),
            rules=rules,
            accept=",".join(sorted(SUFFIXES)),
            may_edit_company=desk.may_edit(viewer, "company"),
            words=self._script_words(rules),
            other=KNOWLEDGE[OTHER[self.language]],
        )

    def documents(self, desk: KnowledgeDesk, viewer: str, wanted: Wanted) -> str:
        """Return the list of documents alone, with its filters."""
        uploads = desk.intake.uploads(viewer)
        return self._render(
            "knowledge_documents.html",
            listing=list_documents(desk.documents(viewer), wanted),
            libraries=LIBRARIES,
            updating={(u.library, u.name) for u in uploads if u.state == "waiting"},
            may_edit=lambda library: desk.may_edit(viewer, library),
            language_name=self._language_name,
        )

    def findings(self, findings: Findings) -> str:
        """Return what a search found."""
        return self._render("knowledge_findings.html", findings=findings)

    def document(self, document: Document, start: int, end: int, part: int) -> str:
        """Return a document as a page, with the cited part marked."""
        view = reading_view(document, start, end, part, self.language)
        quote = f"start={start}&end={end}&lang={self.language}"
        return self._render(
            "document.html",
            document=document,
            view=view,
            address=f"/documents/{document.id}?{quote}",
            other=f"/documents/{document.id}?start={start}&end={end}&lang={OTHER[self.language]}",
        )

    def uploads(self, desk: KnowledgeDesk, viewer: str) -> list[dict[str, Any]]:
        """Return a visitor's uploads for the script, the last one first."""
        return [self.upload(desk, upload) for upload in reversed(desk.intake.uploads(viewer))]

    def upload(self, desk: KnowledgeDesk, upload: Upload) -> dict[str, Any]:
        """Return an upload for the script."""
        progress = desk.intake.progress(upload.id)
        return upload_view(upload, progress, self.say, self.language)

    def _script_words(self, rules: Mapping[str, object]) -> dict[str, str]:
        refusals = {
            "refused_kind": self.say("refused_kind", **rules),
            # the size is known in the browser alone
            "refused_size": self.say("refused_size", size="{size}", **rules),
            "refused_empty": self.say("refused_empty"),
            "refused_count": self.say("refused_count", **rules),
        }
        return {key: self.say(key) for key in _SCRIPT_WORDS} | refusals

    def _language_name(self, code: str) -> str:
        key = f"language.{code}"
        return self.say(key) if key in self._wording.keys() else code  # noqa: SIM118  # no mapping

    def _render(self, template: str, **values: Any) -> str:
        return self._templates.get_template(template).render(**values)


def load_shelf_pages(wording: Wording, page_wording: Wording) -> Mapping[Language, ShelfPages]:
    """Return the knowledge pages of both languages."""
    pages = {language: ShelfPages(wording, page_wording, language) for language in HOME}
    return MappingProxyType(pages)


def _moment(added: DocumentSummary) -> str:
    """Return when a document was added, by the clock of the server."""
    return datetime.fromisoformat(added.added_at).astimezone().strftime("%Y-%m-%d %H:%M")
