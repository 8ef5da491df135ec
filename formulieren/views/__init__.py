"""Views of the flow and of following a zaak. No view knows a question type."""
