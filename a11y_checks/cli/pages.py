"""From the arguments to the pages to check."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from a11y_checks.crawl.hosts import host_of
from a11y_checks.crawl.page import Target


class NothingToCheck(Exception):
    """The arguments lead to no page; the message is one Dutch line."""


def find_pages(options: Namespace) -> tuple[str, list[Target]]:
    """What is checked, in words, and a promise per page, each once. Raises NothingToCheck."""
    from a11y_checks.crawl.sources import Folder, Sites, SourceProblem, read_addresses

    hosts = {str(host) for host in options.host}
    if options.files:
        folder: Path = options.files
        if not folder.is_dir():
            raise NothingToCheck(f"De map {folder} bestaat niet.")
        try:
            return str(folder), list(Folder(folder, Sites(hosts)).targets())
        except SourceProblem as problem:
            raise NothingToCheck(str(problem)) from problem
    try:
        given = read_addresses(options.urls) if options.urls else list(dict.fromkeys(options.addresses))
        asked = [options.sitemap] if options.sitemap else given
        _check_addresses(asked)
        sites = Sites(hosts | {host_of(address) for address in asked})
        addresses = sites.sitemap(options.sitemap) if options.sitemap else given
    except SourceProblem as problem:
        raise NothingToCheck(str(problem)) from problem
    names = sorted({host_of(address) for address in asked})
    return ", ".join(names), [sites.target(address) for address in addresses]


def _check_addresses(addresses: list[str]) -> None:
    from a11y_checks.crawl.fetch import BadAddress, parse_base

    for address in addresses:
        try:
            parse_base(address)
        except BadAddress as problem:
            raise NothingToCheck(str(problem)) from problem
