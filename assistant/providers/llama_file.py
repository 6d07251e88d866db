"""LlamaFileModel: a GGUF file that runs inside this process, as a LangChain chat model."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    BaseMessage,
    convert_to_openai_messages,
)
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from pydantic import PrivateAttr

from assistant.errors import ModelError

_CONTEXT_TOKENS = 8192


class LlamaFileModel(BaseChatModel):
    """Speaks through llama-cpp-python; one reply at a time, because the file has one memory."""

    llama: Any
    reply_tokens: int
    _turn: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    @classmethod
    def load(cls, path: Path, reply_tokens: int) -> LlamaFileModel:
        """Load a file, which takes seconds; ModelError when file or package is missing."""
        if not path.is_file():
            raise ModelError(f"没有模型文件 {path}。", f"There is no model file {path}.")
        if find_spec("llama_cpp") is None:
            raise ModelError(
                "要在本机跑 GGUF 文件，请先安装：pip install 'marketing-plan-assistant[local]'。",
                "To run a GGUF file, install: pip install 'marketing-plan-assistant[local]'.",
            )
        llama = import_module("llama_cpp").Llama(
            model_path=str(path), n_ctx=_CONTEXT_TOKENS, verbose=False
        )
        return cls(llama=llama, reply_tokens=reply_tokens)

    @property
    def _llm_type(self) -> str:
        return "llama-file"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        """Return the whole reply."""
        text = "".join(chunk.text for chunk in self._stream(messages, stop, **kwargs))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        """Yield the reply token by token; closing it ends the work at the next one."""
        with self._turn:
            for event in self.llama.create_chat_completion(
                convert_to_openai_messages(messages),
                stream=True,
                stop=stop,
                temperature=0.0,
                max_tokens=self.reply_tokens,
            ):
                choice = event["choices"][0]
                told = {"finish_reason": choice["finish_reason"]} if choice["finish_reason"] else {}
                message = AIMessageChunk(
                    content=choice["delta"].get("content") or "", response_metadata=told
                )
                yield ChatGenerationChunk(message=message)
