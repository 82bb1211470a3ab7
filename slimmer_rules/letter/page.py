"""The letter as one HTML page that needs nothing else: style inside, no script, each reason with its rule."""

from __future__ import annotations

import re

from markupsafe import Markup

from slimmer_rules.letter.links import spanned
from slimmer_rules.letter.markdown import to_html
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.templates import FOLDER
from slimmer_rules.templating import refuse

PAGE = "brief/brief.html.j2"
_PICTURE = re.compile(r'<img[^>]*? src="([a-z]+)\.svg"[^>]*>')


def _enclosure(receipt: bytes | None) -> Markup:
    """The receipt as a block of data, which no browser runs; nothing in it can end the block."""
    return Markup((receipt or b"").decode("utf-8").replace("<", "\\u003c").strip())  # noqa: S704 - see above


def as_html(letter: Rendered) -> bytes:
    """The page. Raises LetterError as `to_html` does, RulebookError when a template is missing."""
    body = spanned(to_html(letter.grounded), letter.segments)
    body = _PICTURE.sub(lambda found: letter.figures[found.group(1)], body)
    values = {
        "titel": letter.title,
        "stijl": Markup(letter.templates.text("brief.css")),  # noqa: S704 - the network's own style
        "inhoud": Markup(body),  # noqa: S704 - `to_html` escaped it
        "bewijs": _enclosure(letter.enclosed),
    }
    templates = letter.templates
    try:
        return templates.sandbox.made(PAGE, values).encode("utf-8")
    except Exception as error:
        refuse(error, templates.files, FOLDER)
