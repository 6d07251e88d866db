"""Chat: how everything here speaks to a chat model: bounds, a budget, named faults."""
