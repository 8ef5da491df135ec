"""Every route by which a page can go live, as a function that tries it with a page that has "fout" in it."""

from __future__ import annotations

from tests.a11y_checks.gate import routes_copies as copies
from tests.a11y_checks.gate import routes_pages as pages
from tests.a11y_checks.gate.routing import Act, Route, Try, form_data

__all__ = ["ROUTES", "Act", "Route", "Try", "form_data"]

#: name -> (the route, whether a good page goes live by it)
ROUTES: dict[str, tuple[Route, bool]] = {
    "edit view": (pages.edit_view, True),
    "edit view, live page": (pages.edit_view_of_a_live_page, True),
    "create view": (pages.create_view, True),
    "bulk publish": (pages.bulk_publish, True),
    "bulk publish with the pages below": (pages.bulk_publish_with_descendants, True),
    "workflow approval": (pages.workflow_approval, True),
    "workflow in a script": (pages.workflow_in_a_script, True),
    "revert and publish": (pages.revert_and_publish, True),
    "edit action": (pages.edit_action, True),
    "scheduled": (pages.scheduled, True),
    "scheduled, Wagtail's old name": (pages.scheduled_by_the_old_name, True),
    "revision.publish": (pages.revision_publish, True),
    "save with live=True": (pages.save_live, False),
    "save of live alone": (pages.save_only_live, False),
    "save of the base Page": (pages.save_base_page, False),
    "add_child of a live page": (pages.add_live_child, False),
    "save of live content": (pages.change_live_content, False),
    "loaddata": (pages.loaddata, False),
    "restore_pages": (pages.restore_pages, True),
    "copy with keep_live": (copies.copy_keep_live, True),
    "copy of a branch": (copies.copy_recursive, True),
    "copy view": (copies.copy_view, True),
    "alias": (copies.alias, True),
    "alias through the copy view": (copies.alias_view, True),
    "alias follows its source": (copies.alias_follows, True),
    "alias of a draft follows": (copies.alias_of_a_draft_follows, True),
    "update_aliases in a script": (copies.update_aliases_in_a_script, True),
    "admin API: publish": (copies.api_publish, True),
    "admin API: copy": (copies.api_copy, True),
    "admin API: alias": (copies.api_alias, True),
    "localize: new translation": (copies.localize_new_translation, True),
    "localize: update of a live translation": (copies.localize_update, True),
    "localize: draft of a live translation": (copies.localize_draft_of_a_live_page, False),
    "localize: translation editor": (copies.localize_editor, True),
    "localize: sync of translations": (copies.localize_sync_view, True),
    "localize: submit": (copies.localize_submit_view, True),
    "localize: translate_object": (copies.localize_translate_object, True),
    "localize: tree sync": (copies.localize_tree_sync, True),
    "localize: back to an alias": (copies.localize_back_to_alias, True),
}
