"""Replaces in what is no page: settings, snippets and lists. They count at once, checked as in their own form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from basis.gebruik import plan
from basis.gebruik.leaves import relations, stored
from basis.gebruik.reading import read
from basis.gebruik.registry import Source
from basis.gebruik.results import Outcome, Result, Skip, check_new, log_replaced
from basis.gebruik.rows import object_row
from basis.gebruik.targets import ObjectTarget, PhoneTarget


def replace_in_object(
    source: Source | None, pk: int, key: str, target: PhoneTarget | ObjectTarget, user: Any
) -> Result:
    """One object, or a Skip: in a transaction of its own, with an entry in its history."""
    if source is None:
        raise Skip(_("Dit bestaat niet meer."))
    try:
        with transaction.atomic():
            instance = source.model._default_manager.select_for_update().filter(pk=pk).first()
            if instance is None:
                raise Skip(_("Dit bestaat niet meer."))
            check_new(target)
            if source.frozen is not None:
                raise Skip(plan.frozen())
            if not source.allows(user, "change", instance):
                raise Skip(_("U mag dit niet veranderen."))
            old = stored(instance)
            places, new, problem = read(source.model, old, target)
            if problem:
                raise Skip(problem)
            if not places:
                raise Skip(_("Dit staat hier niet meer."))
            _fill(instance, old, new)
            if source.store is not None:
                source.store(instance, user)
            else:
                instance.full_clean()
                instance.save()
            log_replaced(instance, target, user)
    except ValidationError as error:
        raise Skip(" ".join(dict.fromkeys(error.messages))) from error
    except models.ProtectedError as error:
        raise Skip(_("Dit wordt nog ergens anders gebruikt.")) from error
    row = object_row(source, instance, target)
    left = (_("Kijk dit na: er staat nog iets."),) if row else ()
    return Result(key, str(instance), source.edit_url(instance), Outcome.LIVE, left)


def _fill(instance: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Put what changed in the instance, and in its child rows."""
    model: Any = type(instance)
    children = dict(relations(model)) if hasattr(instance, "serializable_data") else {}
    for name, value in new.items():
        if value == old[name]:
            continue
        if name not in children:
            field = instance._meta.get_field(name)
            setattr(instance, field.attname, value)
            continue
        rows = {child.pk: child for child in getattr(instance, name).all()}
        for row in value:
            child = rows[row["pk"]]
            for field in child._meta.concrete_fields:
                if field.name in row and field.name != "id" and field.editable:
                    setattr(child, field.attname, field.to_python(row[field.name]))
        setattr(instance, name, list(rows.values()))
