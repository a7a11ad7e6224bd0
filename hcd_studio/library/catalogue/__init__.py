"""The catalogue: a local index over what a library holds, so that twenty-two councils can be searched without a network.

It holds nothing that the library does not: delete the file, and the next look builds it again. It is never synced.
"""

from __future__ import annotations

from hcd_studio.library.catalogue.index import Catalogue, kept_catalogue, open_catalogue
from hcd_studio.library.catalogue.search import Facets, Finding, Found, search, spread

__all__ = ["Catalogue", "Facets", "Finding", "Found", "kept_catalogue", "open_catalogue", "search", "spread"]
