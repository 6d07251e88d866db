"""Worker: reads one file in a process of its own, which may be killed or run out of memory.

Each reader is a module that ends in `serve(read_…)`, so that a process loads one library only. It
gets the file's name and the limits as JSON in its first argument and the bytes on stdin, and writes
one JSON object to stdout: the text, or the code of a failure. What a library throws at a file it
cannot read ends the process; the parent takes that for damage.
"""

from __future__ import annotations

import json
import logging
import sys
import warnings
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.knowledge.conversion.archive import Archive
from assistant.knowledge.conversion.converted_file import ConvertedFile, SourceFile
from assistant.knowledge.conversion.failures import ConversionError, HungryFileError
from assistant.knowledge.conversion.limits import Limits

if sys.platform != "win32":
    import resource

Read = Callable[[SourceFile, Limits], ConvertedFile]

_PACKED = frozenset({".docx", ".pptx", ".xlsx", ".epub"})
_PAGES_USED = Path("/proc/self/statm")


def serve(read: Read) -> None:
    """Read the request, confine the process, answer."""
    request = json.loads(sys.argv[1])
    limits = Limits(**request["limits"])
    _confine(limits)
    # libraries remark on files they can read all the same
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    file = SourceFile(request["name"], sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(report(file, read, limits)))


def report(file: SourceFile, read: Read, limits: Limits) -> dict[str, Any]:
    """Read a file; return the text, or the code of the failure, as a JSON-ready dict."""
    try:
        if file.ending in _PACKED:
            Archive(file, limits)  # refuses what would unfold to too much
        return asdict(read(file, limits))
    except ConversionError as failure:
        return {"failure": failure.code, "values": failure.values}
    except MemoryError:
        values = {"limit": str(limits.memory_megabytes)}
        return {"failure": HungryFileError.code, "values": values}


def _confine(limits: Limits) -> None:
    """Bound memory and processor time where the platform can; let no file be written."""
    if sys.platform == "win32":
        return
    for what, bound in (
        (resource.RLIMIT_AS, _address_space() + limits.memory_megabytes * 1_000_000),
        (resource.RLIMIT_CPU, int(limits.seconds) + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        within = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(what, (within, hard))


def _address_space() -> int:
    """Return the bytes reserved so far; libraries reserve some for every core, used or not."""
    if not _PAGES_USED.exists():
        return 0
    return int(_PAGES_USED.read_text().split()[0]) * resource.getpagesize()
