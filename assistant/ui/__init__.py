"""The page: what a person sees; rendering, event handlers over the consultant, Gradio layout."""
