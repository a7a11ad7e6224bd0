"""Commands of the catalogue: search, who shares a pain, trends."""

from __future__ import annotations

import argparse
import dataclasses

from hcd_studio.speech import Language, Message, Trouble
from ui.commands.library_parts import driver_of, print_lines, progress_of
from ui.commands.printing import print_json


def search(options: argparse.Namespace, language: Language) -> int:
    """Search everything that the library holds."""
    from hcd_studio.library.catalogue import Facets, open_catalogue, spread
    from hcd_studio.library.catalogue import search as find
    from hcd_studio.library.catalogue.saved import save, saved

    words = " ".join(options.words)
    given = {one.name: getattr(options, one.name) for one in dataclasses.fields(Facets)}
    facets = Facets(**given)
    if options.saved:
        known = saved()
        if options.saved not in known:
            raise Trouble(Message("There is no saved search {name}.", name=options.saved))
        words, facets = known[options.saved]
    if options.save:
        save(options.save, words, facets)
    with open_catalogue(driver_of(options), progress=progress_of(options, language)) as catalogue:
        found = find(catalogue, words, facets, limit=options.limit)
        spreads = spread(catalogue, found) if options.json else {}
    if options.json:
        print_json(
            {
                "total": found.total, "more": found.more, "facets": spreads,
                "findings": [one.as_json(language) for one in found.findings],
            }
        )  # fmt: skip
        return 0
    for one in found.findings:
        print(f"{one.cite:18} {one.words.say(language)}")
        print(f"{'':18} {one.citation().say(language)}")
    print_lines(found.messages(), language)
    return 0


def same(options: argparse.Namespace, language: Language) -> int:
    """Who shares a pain; propose like ones; keep that a person found two to be the same."""
    import time

    from hcd_studio.library.catalogue import open_catalogue, shares

    driver = driver_of(options)
    with open_catalogue(driver) as catalogue:
        if len(options.words) == 2:
            shares.judge(
                driver, catalogue, *options.words, same=not options.no, council=options.council, now=time.time()
            )
        one = [shares.share_of(catalogue, options.words[0])] if options.words else shares.shared_pains(catalogue)
        like = shares.alike(catalogue, options.words[0]) if len(options.words) == 1 else []
    if options.json:
        print_json(
            {"shared": [each.as_json(language) for each in one], "alike": [each.as_json(language) for each in like]}
        )
        return 0
    print_lines([each.message() for each in one], language)
    if like:
        print(Message("Perhaps the same, for a person to judge:").say(language))
    for finding in like:
        print(f"{finding.cite:18} {finding.words.say(language)}")
        print(f"{'':18} {finding.citation().say(language)}")
    return 0


def trends(options: argparse.Namespace, language: Language) -> int:
    """What hurts most, where, and whether it gets better or worse."""
    from hcd_studio.library.catalogue import open_catalogue
    from hcd_studio.library.catalogue.trends import trends as follow

    with open_catalogue(driver_of(options)) as catalogue:
        found = follow(catalogue, options.by, service=options.service)
    if options.json:
        print_json([one.as_json(language) for one in found])
    else:
        print_lines([one.message() for one in found], language)
    return 0
