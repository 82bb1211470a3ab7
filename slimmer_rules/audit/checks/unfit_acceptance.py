"""A31: an acceptance of a check that does not exist, or of an error. Found in sifting (`audit.acceptance`)."""

from __future__ import annotations

from slimmer_rules.audit.acceptance import UNFIT
from slimmer_rules.audit.auditing import Check
from slimmer_rules.audit.findings import Severity

CHECK = Check(UNFIT, "aanvaarding die niet kan", Severity.ERROR)
