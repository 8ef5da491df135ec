"""Documents in Wagtail's admin: what is wrong at upload, the list of all documents, answering and removing."""
