"""Makes many new rows into drafts at once: what `create_page` makes one by one, in a few queries a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import F, ForeignKey
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page, Revision

from basis.models import PaginaBeheer
from producten.imports.pages import Inhoud, fill_page, make_slug
from producten.imports.records import ImportRecord
from producten.imports.traces import leave_traces
from producten.models import Bronverwijzing, ProductgroepPage, ProductKanaalroute, ProductPage, ProductUpn


@dataclass(frozen=True, slots=True)
class NieuwConcept:
    """A row that becomes a new page: what it says, its group by primary key, and the digest that tells it unchanged."""

    record: ImportRecord
    inhoud: Inhoud
    groep_id: int
    digest: str


def create_drafts(new: Sequence[NieuwConcept], *, bron: str, actor: Any) -> list[int]:
    """A draft per row with its first revision, history and Bronverwijzing; their primary keys in the same order.

    About four queries a row, thirty a call and one per group; inside the caller's transaction. Raises ValidationError
    or IntegrityError when any row can't be taken: the caller rolls back and finds out which.
    """
    _check_unknown(new, bron)
    groups = _lock_groups({one.groep_id for one in new})
    paths = {pk: _free_paths(group) for pk, group in groups.items()}
    slugs = _taken_slugs(groups.values(), new, bron)
    pages = []
    for one in new:
        page = _build(one, groups[one.groep_id], next(paths[one.groep_id]), slugs, bron=bron, actor=actor)
        _check(page)
        pages.append(page)
    for page in pages:
        _insert(page)
    _insert_children(pages)
    _add_revisions(pages, actor)
    for pk, group in groups.items():
        made = sum(one.groep_id == pk for one in new)
        # As treebeard does it when it adds one child: this is no content, and the row is locked.
        group.tree_model().objects.filter(pk=pk).update(numchild=F("numchild") + made)
    leave_traces(pages, actor)
    _keep_reviews(zip(pages, new, strict=True))
    Bronverwijzing.objects.bulk_create(
        Bronverwijzing(product_id=page.pk, bron=bron, bron_id=one.record.bron_id, sha256=one.digest)
        for page, one in zip(pages, new, strict=True)
    )
    return [page.pk for page in pages]


def _check_unknown(new: Sequence[NieuwConcept], bron: str) -> None:
    """Another import may have brought one in since the batch was looked up."""
    ids = [one.record.bron_id for one in new]
    if Bronverwijzing.objects.filter(bron=bron, bron_id__in=ids).exists():
        raise ValidationError(_("De database nam deze rij niet aan. Misschien loopt er nog een import."))


def _lock_groups(pks: set[int]) -> dict[int, ProductgroepPage]:
    found = {
        page.pk: page
        for page in ProductgroepPage.objects.select_for_update().filter(pk__in=pks).order_by("pk")
    }
    if len(found) < len(pks):
        raise ValidationError(_("De productgroep is net verwijderd. Start de import opnieuw."))
    return found


def _free_paths(group: ProductgroepPage) -> Any:
    """The places behind the last child, one after the other."""
    last = group.get_last_child() if group.numchild else None
    path = last.path if last is not None else None
    while True:
        if path is None:
            path = Page._get_path(group.path, group.depth + 1, 1)
        else:
            path = Page(path=path, depth=group.depth + 1)._inc_path()
        yield path


def _taken_slugs(
    groups: Iterable[ProductgroepPage], new: Sequence[NieuwConcept], bron: str
) -> set[tuple[str, str]]:
    """(path of the parent, slug) of the pages that stand where a new one could want to stand."""
    wanted = {slug for one in new for slug in _slugs(one, bron)}
    depths = {group.depth + 1 for group in groups}
    rows = Page.objects.filter(depth__in=depths, slug__in=wanted).values_list("path", "slug")
    return {(path[: -Page.steplen], slug) for path, slug in rows}


def _slugs(one: NieuwConcept, bron: str) -> tuple[str, str]:
    return make_slug(one.record.titel, f"{bron}/{one.record.bron_id}")


def _build(
    one: NieuwConcept,
    group: ProductgroepPage,
    path: str,
    taken: set[tuple[str, str]],
    *,
    bron: str,
    actor: Any,
) -> ProductPage:
    slug = next((slug for slug in _slugs(one, bron) if (group.path, slug) not in taken), None)
    if slug is None:
        raise ValidationError(_("Het adres van deze pagina is al in gebruik."))
    taken.add((group.path, slug))
    page = ProductPage(
        title=one.record.titel,
        draft_title=one.record.titel,
        slug=slug,
        path=path,
        depth=group.depth + 1,
        locale_id=group.locale_id,
        owner=actor,
        live=False,
        has_unpublished_changes=True,
    )
    page.set_url_path(group)
    # Said for each relation, so that nothing is looked up once the page has a primary key.
    for relation in get_all_child_relations(ProductPage):
        setattr(page, relation.get_accessor_name(), [])
    for field in get_all_child_m2m_relations(ProductPage):
        setattr(page, field.name, [])
    fill_page(page, one.record, one.inhoud, f"{bron}/{one.record.bron_id}")
    return page


def _check(page: ProductPage) -> None:
    """The fields, as a save of a draft checks them; what they refer to was looked up by us."""
    links = [field.name for field in page._meta.concrete_fields if isinstance(field, ForeignKey)]
    page.clean_fields(exclude=[*links, "path", "depth", "numchild", "translation_key"])


def _insert(page: ProductPage) -> None:
    """Two rows, as they stand (`raw`): past Wagtail's looking around for each page, not past the guard of the gate."""
    base = Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.local_concrete_fields})
    base.save_base(raw=True, force_insert=True)
    page.pk = page.id = page.page_ptr_id = base.pk
    page.save_base(raw=True, force_insert=True)


def _insert_children(pages: Iterable[ProductPage]) -> None:
    routes: list[ProductKanaalroute] = []
    upns: list[ProductUpn] = []
    for page in pages:
        for row in page.kanaalroutes.all():
            row.product_id, row.locale_id = page.pk, page.locale_id
            routes.append(row)
        for name in page.meer_upns.all():
            name.product_id = page.pk
            upns.append(name)
    ProductKanaalroute.objects.bulk_create(routes)
    ProductUpn.objects.bulk_create(upns)


def _add_revisions(pages: Sequence[ProductPage], actor: Any) -> None:
    kind = ContentType.objects.get_for_model(ProductPage)
    base_kind = ContentType.objects.get_for_model(Page)
    now = timezone.now()
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=kind,
            base_content_type=base_kind,
            object_id=str(page.pk),
            created_at=now,
            user=actor,
            object_str=str(page),
            content=page.serializable_data(),
        )
        for page in pages
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision, page.latest_revision_created_at = revision, now
        base = Page(pk=page.pk, latest_revision=revision, latest_revision_created_at=now, live=False)
        base.save_base(raw=True, update_fields=["latest_revision", "latest_revision_created_at"])


def _keep_reviews(rows: Iterable[tuple[ProductPage, NieuwConcept]]) -> None:
    days = ((page, one.record.herzien_op) for page, one in rows)
    PaginaBeheer.objects.bulk_create(
        PaginaBeheer(page_id=page.pk, review_op=day) for page, day in days if day is not None
    )
