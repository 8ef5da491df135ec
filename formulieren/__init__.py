"""Forms that editors build and residents fill in, and what happens to the answers."""
