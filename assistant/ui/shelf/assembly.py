"""Assembly: the parts of the knowledge page, put together over one database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.knowledge.intake import Intake
from assistant.knowledge.library import Library
from assistant.knowledge.reception import UploadLimits
from assistant.storage.database import Database
from assistant.storage.document_store import DocumentStore
from assistant.storage.upload_store import UploadStore
from assistant.ui.shelf.desk import Judge, KnowledgeDesk, MayEdit


def build_knowledge_desk(
    database: Database,
    uploads: Path,
    megabytes: int,
    library: Callable[[], Library],
    judge: Judge,
    may_edit_company: MayEdit,
) -> KnowledgeDesk:
    """Return the desk; uploads, of up to so many megabytes, wait in a folder."""
    limits = UploadLimits(megabytes)
    intake = Intake(UploadStore(database), uploads, library, limits)
    return KnowledgeDesk(DocumentStore(database), intake, library, judge, may_edit_company)
