"""PDFs and Office files: what a computer can see is wrong with them, where they are used, and taking them away."""
