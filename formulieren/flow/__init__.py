"""PURE: what a form is (schema), which step comes when (route), and what a step accepts (validate)."""
