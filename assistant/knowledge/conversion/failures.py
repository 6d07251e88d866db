"""Failures: why a file gives no text, each in a plain sentence that names it and the way out.

ConversionError           a file that could not be read; the others go on
├── EncryptedFileError    a password is needed
├── DamagedFileError      the file cannot be read to its end
├── EmptyFileError        nothing in it that could be quoted
├── ScannedFileError      pictures of text, no text
├── TooLargeError         more bytes than allowed
├── TooLongError          more pages, rows or characters than allowed
├── OverfullArchiveError  a packed file that unfolds to too much
├── WrongEndingError      the content is of another kind than the name says
├── UnsupportedKindError  a kind that is not read
├── UnknownEncodingError  a text whose characters cannot be made out
├── HungryFileError       takes more memory than allowed
└── SlowFileError         not done within the time allowed
"""

from __future__ import annotations

from typing import ClassVar

from assistant.errors import InputError


class ConversionError(InputError):
    """A file that could not be read; `values` fill the wording besides the name."""

    code: ClassVar[str]
    wording: ClassVar[tuple[str, str]]

    def __init__(self, name: str, **values: str) -> None:
        """Word the failure of the file called `name`."""
        zh, en = self.wording
        super().__init__(zh.format(name=name, **values), en.format(name=name, **values))
        self.name = name
        self.values = values


class EncryptedFileError(ConversionError):
    """A password is needed."""

    code = "encrypted"
    wording = (
        "{name} 加了密码，打不开。请先取消密码，另存一份再收录。",
        "{name} is protected by a password; save a copy without it and add that.",
    )


class DamagedFileError(ConversionError):
    """The file cannot be read to its end."""

    code = "damaged"
    wording = (
        "{name} 读不出来，可能已损坏。请用原来的软件打开，另存一份再收录。",
        "{name} cannot be read and may be damaged; open it where it was made, save a copy, "
        "add that.",
    )


class EmptyFileError(ConversionError):
    """Nothing in it that could be quoted."""

    code = "empty"
    wording = ("{name} 是空的，没有可以收录的文字。", "{name} is empty.")


class ScannedFileError(ConversionError):
    """Pictures of text, no text."""

    code = "scanned"
    wording = (
        "{name} 里只有图片，没有文字（多半是扫描件）。请先做文字识别（OCR），再收录识别后的文件。",
        "{name} holds pictures and no text (a scan, most likely); run text recognition (OCR) "
        "and add the result.",
    )


class TooLargeError(ConversionError):
    """More bytes than allowed."""

    code = "too_large"
    wording = (
        "{name} 有 {size} MB，超过 {limit} MB，请拆成几份。",
        "{name} has {size} MB, more than {limit} MB; split it.",
    )


class TooLongError(ConversionError):
    """More pages, rows or characters than allowed."""

    code = "too_long"
    wording = (
        "{name} 超过 {zh_limit}，请拆成几份。",
        "{name} has more than {en_limit}; split it.",
    )


class OverfullArchiveError(ConversionError):
    """A packed file that unfolds to too much."""

    code = "overfull"
    wording = (
        "{name} 解开后太大、文件太多或层数太深，没有收录。请先解压，再收录要用的文件。",
        "{name} unfolds to too much, too many files or too many levels; unpack it and add the "
        "files you need.",
    )


class WrongEndingError(ConversionError):
    """The content is of another kind than the name says."""

    code = "wrong_ending"
    wording = (
        "{name} 的内容其实是 {ending} 文件。请把后缀改成 {ending} 再收录。",
        "{name} is in truth a {ending} file; rename it to end in {ending} and add it again.",
    )


class UnsupportedKindError(ConversionError):
    """A kind that is not read."""

    code = "unsupported"
    wording = (
        "{name}：这种文件收录不了。请另存为 {endings} 中的一种。",
        "{name}: files of this kind cannot be added; save it as one of {endings}.",
    )


class UnknownEncodingError(ConversionError):
    """A text whose characters cannot be made out."""

    code = "encoding"
    wording = (
        "{name} 不是文本文件，或者编码认不出来；请另存为 UTF-8。",
        "{name} is not text or its encoding is unknown; save it as UTF-8.",
    )


class HungryFileError(ConversionError):
    """Takes more memory than allowed."""

    code = "hungry"
    wording = (
        "{name} 读起来要占 {limit} MB 以上的内存，没有收录。请拆成几份，或另存为 .txt 再收录。",
        "Reading {name} takes more than {limit} MB of memory; split it or save it as .txt.",
    )


class SlowFileError(ConversionError):
    """Not done within the time allowed."""

    code = "slow"
    wording = (
        "{name} 读了 {limit} 秒还没有读完。请拆成几份，或另存为 .txt 再收录。",
        "{name} was not read within {limit} seconds; split it or save it as .txt.",
    )


_BY_CODE: dict[str, type[ConversionError]] = {
    kind.code: kind for kind in ConversionError.__subclasses__()
}


def failure_of(code: str, name: str, values: dict[str, str]) -> ConversionError:
    """Return the failure a worker reported; one it does not know counts as damage."""
    kind = _BY_CODE.get(code)
    return kind(name, **values) if kind else DamagedFileError(name)


def too_large(name: str, size: int, limit: int) -> TooLargeError:
    """Return the failure of a file with `size` bytes where `limit` megabytes are allowed."""
    return TooLargeError(name, size=str(-(-size // 1_000_000)), limit=str(limit))


def too_long(name: str, limit: int, zh_unit: str, en_unit: str) -> TooLongError:
    """Return the failure of a file with more than `limit` units."""
    return TooLongError(name, zh_limit=f"{limit} {zh_unit}", en_limit=f"{limit:,} {en_unit}")
