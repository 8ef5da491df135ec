"""The audit as a command: arguments, an auditor when there is none, baseline, formats. Needs no Django."""
