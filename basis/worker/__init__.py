"""The one background process and the jobs it runs."""
