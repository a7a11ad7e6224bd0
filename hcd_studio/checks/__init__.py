"""The rules of a good session and a good pack: data in `resources/rules`, small functions here, one engine for all who ask."""

from hcd_studio.checks.finding import SEVERITIES, Finding, Place, Reference, Severity, Suggestion
from hcd_studio.checks.rules import Rule, rules

__all__ = ["SEVERITIES", "Finding", "Place", "Reference", "Rule", "Severity", "Suggestion", "rules"]
