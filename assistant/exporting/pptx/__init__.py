"""PowerPoint: a plan as a pitch with native charts and tables; every text fits its place."""
