"""The verb that issues a pack: a baseline that later ones are held against."""

from __future__ import annotations

from hcd_studio.bilingual import Words
from hcd_studio.draft import Draft
from hcd_studio.fields import TIERS
from hcd_studio.records import PackIssue
from hcd_studio.speech import N_, Message, Trouble
from hcd_studio.verbs import verb
from hcd_studio.verbs.contract import today


@verb(say=N_("Issue a pack"), told=N_("Version {version} issued."))
def issue_pack(
    draft: Draft,
    version: str,
    approved_by: str,
    changed: Words,
    *,
    audience: str = "public",
    languages: tuple[str, ...] = ("cy", "en"),
    issued: str = "",
) -> PackIssue:
    """Issue what stands now as a version: who approved it, for whom, and what changed since the last one.

    It keeps which changes the session held, so that this version can be read again and compared for ever. Findings that
    stop an issue must be mended or waived with a reason first.
    """
    from hcd_studio.frontier import frontier
    from hcd_studio.questions.baseline import fingerprint
    from hcd_studio.session import now

    version, approved_by = version.strip(), approved_by.strip()
    known = draft.all(PackIssue)
    if not version or not approved_by:
        raise Trouble(Message("An issue needs a version and the name of who approved it."))
    if any(one.version == version for one in known):
        raise Trouble(
            Message("Version {version} was issued already.", version=version), do=Message("Give it another number.")
        )
    if audience not in TIERS:
        raise Trouble(Message("An audience is one of: {tiers}.", tiers=list(TIERS)))
    if known and not changed:
        raise Trouble(
            Message("What changed since version {version}?", version=known[-1].version),
            do=Message("Say it in a sentence; readers of the last version ask first."),
        )
    _refuse_what_stops(draft)
    return draft.add(
        PackIssue(
            version=version,
            approved_by=approved_by,
            audience=audience,
            changed=changed,
            languages=languages,
            issued=issued or today(),
            frontier=frontier(draft.session),
            digest=fingerprint(now(draft.session)),
        )
    )


def _refuse_what_stops(draft: Draft) -> None:
    from hcd_studio.checks.publication import holds
    from hcd_studio.session import now

    stops = holds(now(draft.session, judged=True))
    if stops:
        rules = sorted({one.rule for one in stops})
        raise Trouble(
            Message("Findings that stop an issue: {n} ({rules}).", n=len(stops), rules=rules),
            do=Message("Mend them, or waive each with a reason; list them with: hcd-studio check FILE"),
        )
