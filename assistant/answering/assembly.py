"""Assembly: puts the parts of an answerer together."""

from __future__ import annotations

from pathlib import Path

from langchain_core.retrievers import BaseRetriever

from assistant.answering.answerability import AnswerabilityJudge, AnswerabilityRules
from assistant.answering.answerer import Answerer
from assistant.answering.excerpts import ExcerptSelector
from assistant.answering.extractive import ExtractiveAnswerer
from assistant.answering.model_answer import ModelAnswerer
from assistant.answering.model_path import ModelPath
from assistant.answering.names import Names
from assistant.answering.query_writer import QueryWriter
from assistant.answering.ranking import EvidenceRanker
from assistant.chat.line import GetChat
from assistant.chat.prompt import ChatPrompt
from assistant.knowledge.encoder import Encoder
from assistant.prompts import Wording

ANSWER_PROMPTS = {"zh": "answer", "en": "answer_en"}
ANSWER_SLOTS = {"language", "passages", "question"}
REWRITE_SLOTS = {"previous", "question"}


def build_answerer(
    prompts: Path,
    retriever: BaseRetriever,
    encoder: Encoder,
    rules: AnswerabilityRules,
    chat: GetChat,
) -> Answerer:
    """Return an answerer that speaks in the words of a prompts folder.

    `chat` is asked for the chat model in every turn; without one, answers are extractive.
    """
    wording = Wording.load(prompts / "answering_texts.yaml")
    ranker = EvidenceRanker(encoder)
    return Answerer(
        retriever=retriever,
        ranker=ranker,
        judge=AnswerabilityJudge(rules),
        extractive=ExtractiveAnswerer(ranker, rules.asked, wording),
        wording=wording,
        model=build_model_path(prompts, ranker, chat, rules.entities),
    )


def build_model_path(
    prompts: Path, ranker: EvidenceRanker, chat: GetChat, names: Names = ()
) -> ModelPath:
    """Return what a chat model does for answers; PromptError when one of its prompts is wrong.

    The citation check knows these `names`.
    """
    wording = Wording.load(prompts / "answering_texts.yaml")
    model_wording = Wording.load(prompts / "model.yaml")
    answer_prompts = {
        language: ChatPrompt.load(prompts, name, ANSWER_SLOTS)
        for language, name in ANSWER_PROMPTS.items()
    }
    rewrite_prompt = ChatPrompt.load(prompts, "rewrite_query", REWRITE_SLOTS)
    selector = ExcerptSelector(ranker)
    return ModelPath(
        QueryWriter(chat, rewrite_prompt),
        ModelAnswerer(chat, answer_prompts, selector, wording, model_wording, names),
        model_wording,
    )
