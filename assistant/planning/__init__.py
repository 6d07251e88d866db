"""The plan: from a profile to nine sections and annexes, and the rules that review it."""
