"""What an owner deleted leaves no empty line in a file."""

from __future__ import annotations

from assistant.exporting.blanks import without_blanks
from assistant.planning.plan import Bullets, Heading, Paragraph, Plan, Run, Section

TEXT = (Run("正文"),)


def test_empty_sentences_and_points_are_left_out_and_all_else_stays():
    blocks = (Heading("1.1"), Paragraph(()), Bullets(((), TEXT)), Bullets(((),)), Paragraph(TEXT))
    annex = (Section("E", "附录", (Paragraph(()),)),)
    plan = Plan("方案", "zh", "2026-11-22", (Section("P1", "1", blocks),), annex)
    printed = without_blanks(plan)
    assert printed.section("P1").blocks == (Heading("1.1"), Bullets((TEXT,)), Paragraph(TEXT))
    assert printed.section("E").blocks == ()
