"""Pages whose review date is near or past: who hears about them, and when."""
