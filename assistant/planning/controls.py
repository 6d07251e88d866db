"""Controls: the eight things a plan keeps under control (S1-25), and the field each rests on."""

from __future__ import annotations

CONTROLS = {
    "industry": "competitors",
    "product": "product.items",
    "user": "personas",
    "content": "brand.content_plan",
    "channel": "channels.mix",
    "data": "kpis",
    "sales": "sales.reply_minutes",
    "after_sales": "after.complaint_hours",
}
