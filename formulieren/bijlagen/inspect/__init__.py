"""Tells what a file really is and whether it attacks, in a process of its own with hard limits. PURE."""
