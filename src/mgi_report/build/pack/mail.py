"""The draft of a mail with a package: a message without sender, receiver and date, marked as not sent (``X-Unsent``),
so that mail programs open it for writing."""

from __future__ import annotations

import hashlib
from email.message import EmailMessage
from email.policy import SMTP

from .readme import About


def draft_of(about: About, name: str, package: bytes) -> bytes:
    """The bytes of the draft, the same for the same package (RFC 5322, 2045 to 2047).

    ``name`` is that of the package. Its parts are set apart by a mark made of its content.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = about.say("Migration governance profiles: %(title)s", title=about.title)
    message["X-Unsent"] = "1"
    paragraphs = [
        about.say("Attached are profiles of how places govern migration: %(title)s.", title=about.title),
        about.say("The file README in the package lists what is inside, its sources and checksums."),
        about.caveat,
        about.note,
    ]
    message.set_content("\n\n".join(paragraphs) + "\n", charset="utf-8", cte="quoted-printable")
    message.add_attachment(package, maintype="application", subtype="zip", filename=name)
    message.set_boundary(f"=_mgi_{hashlib.sha256(package).hexdigest()[:32]}")
    return message.as_bytes()
