"""Storage: one SQL database that holds documents, passages with vectors, plans and turns."""
