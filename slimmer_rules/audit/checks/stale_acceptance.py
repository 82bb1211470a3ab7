"""A23: an acceptance that accepts nothing any more. Found when the findings are sifted (`audit.acceptance`)."""

from __future__ import annotations

from slimmer_rules.audit.acceptance import STALE
from slimmer_rules.audit.auditing import Check
from slimmer_rules.audit.findings import Severity

CHECK = Check(STALE, "aanvaarding zonder bevinding", Severity.WARNING)
