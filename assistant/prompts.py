"""Prompts and bundled data: find the folders, load YAML and Markdown, check their slots."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import PromptError

_MERGE = "tag:yaml.org,2002:merge"
_VARIABLE = re.compile(r"\{([a-z_]+)\}")


def resource_dir(name: str) -> Path:
    """Return the folder of bundled data ("corpus" or "prompts"), installed or in a checkout."""
    package = Path(str(files("assistant")))
    installed = package / "data" / name
    return installed if installed.is_dir() else package.parent / name


# the parser written in C reads the question book seven times as fast, where it is installed
_SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeyLoader(_SafeLoader):  # type: ignore[misc]  # one of two classes of one interface
    """A safe loader that refuses a key written twice; YAML itself would keep the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return a mapping of which every key stands in the file once."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.tag != _MERGE and key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key.value!r} is written twice", key.start_mark
                )
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


def load_yaml(path: Path) -> Any:
    """Read a YAML file; PromptError with file and line when it cannot be read or a key is twice."""
    text = _read(path)
    try:
        return yaml.load(text, Loader=_UniqueKeyLoader)
    except yaml.YAMLError as error:
        raise _unreadable(path, error) from error
    except ValueError as error:  # "2027-02-30" looks like a date to YAML and is none
        raise PromptError(
            f"{path.name} 里有一个不存在的日期：{error}。",
            f"{path.name} holds an impossible date: {error}.",
        ) from error


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PromptError(f"缺少文件 {path}。", f"The file {path} is missing.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> PromptError:
    detail = " ".join(str(error).split())
    return PromptError(f"{path.name} 读不懂：{detail}", f"{path.name} cannot be read: {detail}")


class Template:
    """A text with named slots `{like_this}`; filling never touches braces in what is filled in."""

    def __init__(self, text: str, name: str) -> None:
        """Keep the text; `name` appears in errors."""
        self.text = text
        self.name = name

    @property
    def variables(self) -> set[str]:
        """The names of the slots."""
        return set(_VARIABLE.findall(self.text))

    def fill(self, **values: object) -> str:
        """Return the text with every slot replaced once; a missing value raises PromptError."""
        missing = self.variables - values.keys()
        if missing:
            names = "、".join(sorted(missing))
            raise PromptError(f"{self.name} 还缺 {names}。", f"{self.name} still needs {names}.")
        return _VARIABLE.sub(lambda match: str(values[match.group(1)]), self.text)


def load_template(directory: Path, name: str, variables: set[str]) -> Template:
    """Load `name`.md and check that it takes exactly the slots the code fills."""
    path = directory / f"{name}.md"
    template = Template(_read(path), path.name)
    if template.variables != variables:
        takes, fills = sorted(template.variables), sorted(variables)
        raise PromptError(
            f"{path.name} 用到的变量是 {takes}，程序填的是 {fills}。",
            f"{path.name} takes {takes}, the code fills {fills}.",
        )
    return template


class Wording:
    """Short texts by key and language, from one YAML file: `key: {zh: ..., en: ...}`."""

    def __init__(self, texts: dict[str, dict[str, Template]]) -> None:
        """Keep the parsed texts."""
        self._texts = texts

    @classmethod
    def load(cls, path: Path) -> Wording:
        """Read and check the file; PromptError names file and key of a mistake."""
        texts: dict[str, dict[str, Template]] = {}
        entries = load_yaml(path)
        if not isinstance(entries, dict):
            raise PromptError(
                f"{path.name} 要写成“键: {{zh: ..., en: ...}}”。",
                f"{path.name} must consist of `key: {{zh: ..., en: ...}}`.",
            )
        for key, entry in entries.items():
            if not isinstance(entry, dict) or not {"zh", "en"} <= entry.keys():
                raise PromptError(
                    f"{path.name} 的 {key} 要有 zh 和 en。",
                    f"{path.name}: {key} needs zh and en.",
                )
            if any(isinstance(entry[lang], bool) for lang in ("zh", "en")):
                raise PromptError(
                    f"{path.name} 的 {key}：off、on、yes、no 要加引号。",
                    f"{path.name}: {key}: put off, on, yes and no in quotation marks.",
                )
            zh, en = (Template(str(entry[lang]), f"{path.name}: {key}") for lang in ("zh", "en"))
            if zh.variables != en.variables:
                raise PromptError(
                    f"{path.name} 的 {key}：中英文的变量不一样。",
                    f"{path.name}: {key} has different slots in zh and en.",
                )
            texts[key] = {"zh": zh, "en": en}
        return cls(texts)

    def __call__(self, key: str, language: str, **values: object) -> str:
        """Return the text of a key, filled."""
        return self._texts[key]["en" if language == "en" else "zh"].fill(**values)

    def keys(self) -> set[str]:
        """The keys of all texts."""
        return set(self._texts)
