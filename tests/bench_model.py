"""What an answer costs a chat model, beside LangChain's recipe that stuffs whole passages in.

    python tests/bench_model.py docs/model-mode.md            tokens only, counted by the tokenizer
    python tests/bench_model.py docs/model-mode.md --ask 3    also asks the connected model

Both recipes get the same passages of the same retrieval over the bundled corpus. Tokens are those
of the bundled tokenizer, or with --ask what the service counts; the first token is timed from the
request. The table replaces what stands between the two marks of the file.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from golden_run import QUESTIONS
from langchain_core.documents import Document
from langchain_core.messages import BaseMessage
from langchain_core.prompts import ChatPromptTemplate
from tokenizers import Tokenizer

from assistant.answering.assembly import ANSWER_PROMPTS, ANSWER_SLOTS
from assistant.answering.documents import PassageRetriever, to_hits
from assistant.answering.excerpts import ExcerptSelector
from assistant.answering.model_answer import LANGUAGE_NAMES, format_excerpts
from assistant.answering.ranking import EvidenceRanker
from assistant.app import App
from assistant.chat.chat import Chat
from assistant.chat.meter import Meter
from assistant.chat.prompt import ChatPrompt
from assistant.knowledge import bundled_model
from assistant.language import detect_language
from assistant.prompts import resource_dir
from assistant.settings import Settings

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
# the prompt of LangChain's own tutorial for create_stuff_documents_chain
STUFF = ChatPromptTemplate.from_messages(
    [
        (
            "system",
            "You are an assistant for question-answering tasks. Use the following pieces of "
            "retrieved context to answer the question. If you don't know the answer, say that you "
            "don't know. Use three sentences maximum and keep the answer concise.\n\n{context}",
        ),
        ("human", "{input}"),
    ]
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a prompt came out: its tokens, whether the evidence is in it, seconds to first token."""

    tokens: int
    holds_evidence: bool
    seconds: float = 0.0


class Kitchen:
    """Makes both prompts for a question."""

    def __init__(self, app: App) -> None:
        self.retriever = PassageRetriever(retriever=app.library.retriever, top_k=6)
        self._selector = ExcerptSelector(EvidenceRanker(app.encoder))
        self._prompts = {
            language: ChatPrompt.load(resource_dir("prompts"), name, ANSWER_SLOTS)
            for language, name in ANSWER_PROMPTS.items()
        }

    def ours(self, question: str, documents: Sequence[Document]) -> list[BaseMessage]:
        language = detect_language(question)
        excerpts = self._selector.select(question, to_hits(list(documents)))
        return self._prompts[language[:2]].messages(
            language=LANGUAGE_NAMES[language],
            passages=format_excerpts(excerpts),
            question=question,
        )

    def stuffed(self, question: str, documents: Sequence[Document]) -> list[BaseMessage]:
        context = "\n\n".join(document.page_content for document in documents)
        return STUFF.format_messages(context=context, input=question)


def measure(
    messages: list[BaseMessage],
    must: Sequence[str],
    tokenizer: Tokenizer,
    chat: Chat | None,
) -> Recipe:
    """Count a prompt, and time it when there is a model."""
    text = "\n".join(message.text for message in messages)
    tokens = len(tokenizer.encode(text, add_special_tokens=False).ids)
    holds = all(part in text for part in must)
    if chat is None:
        return Recipe(tokens, holds)
    meter, started = Meter(), time.monotonic()
    pieces = chat.stream(messages, "bench", meter)
    while not next(pieces):
        pass
    first = time.monotonic() - started
    pieces.close()
    return Recipe(tokens, holds, first)


def table(ours: list[Recipe], stuffed: list[Recipe]) -> str:
    """Return the table of both recipes."""
    lines = [
        "| | LangChain, whole passages | this product | share |",
        "|---|---|---|---|",
    ]
    for name, middle in (("median", statistics.median), ("mean", statistics.mean), ("most", max)):
        few, many = middle(r.tokens for r in ours), middle(r.tokens for r in stuffed)
        lines.append(f"| prompt tokens, {name} | {many:.0f} | {few:.0f} | {few / many:.0%} |")
    held = [sum(r.holds_evidence for r in recipes) for recipes in (stuffed, ours)]
    lines.append(f"| prompts that hold the evidence | {held[0]} | {held[1]} | of {len(ours)} |")
    timed = [[r.seconds for r in recipes if r.seconds] for recipes in (stuffed, ours)]
    if timed[0]:
        slow, fast = (statistics.median(seconds) for seconds in timed)
        asked = f"seconds to the first token, median of {len(timed[0])}"
        lines.append(f"| {asked} | {slow:.1f} | {fast:.1f} | {fast / slow:.0%} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--ask", type=int, default=0, help="questions to ask the model")
    parser.add_argument("--only", type=int, default=0, help="the first so many questions")
    chosen = parser.parse_args()
    asked = [question for question in QUESTIONS if question["answerable"]]
    asked = asked[: chosen.only or None]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder), model="auto" if chosen.ask else "none")
        with App(settings.model_copy(update={"model_deadline": 600.0})) as app:
            app.warm_up()
            kitchen, chat = Kitchen(app), app.models.current()
            model_folder = Path(folder) / "models" / bundled_model.NAME
            tokenizer = Tokenizer.from_file(str(model_folder / "tokenizer.json"))
            ours, stuffed = [], []
            for number, question in enumerate(asked):
                text, must = question["question"], question["must"]
                documents = kitchen.retriever.invoke(text)
                model = chat if number < chosen.ask else None
                stuffed.append(measure(kitchen.stuffed(text, documents), must, tokenizer, model))
                ours.append(measure(kitchen.ours(text, documents), must, tokenizer, model))
    written = chosen.file.read_text(encoding="utf-8")
    before, _, rest = written.partition(BEGIN)
    _, _, after = rest.partition(END)
    measured = f"{BEGIN}\n{table(ours, stuffed)}\n{END}"
    chosen.file.write_text(f"{before}{measured}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
