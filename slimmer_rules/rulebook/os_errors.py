"""What the computer says when a file cannot be read or written, in Dutch."""

from __future__ import annotations

import errno

_REASONS = {
    errno.ENOENT: "bestaat niet",
    errno.EACCES: "mag niet gelezen of geschreven worden",
    errno.EPERM: "mag niet gelezen of geschreven worden",
    errno.EISDIR: "is een map, geen bestand",
    errno.ENOTDIR: "is geen map",
    errno.EEXIST: "bestaat al",
    errno.ENAMETOOLONG: "heeft een te lange naam",
    errno.ELOOP: "verwijst naar zichzelf",
    errno.ENOSPC: "past niet meer: de schijf is vol",
    errno.EDQUOT: "past niet meer: uw deel van de schijf is vol",
    errno.EFBIG: "is te groot voor deze schijf",
    errno.ESPIPE: "is geen gewoon bestand; geef de inhoud via de standaardinvoer, met - als naam",
    errno.EROFS: "staat op een schijf waarop niet geschreven kan worden",
    errno.EMFILE: "kan niet open: er staan te veel bestanden open",
    errno.ENFILE: "kan niet open: er staan te veel bestanden open",
    errno.EIO: "is niet te lezen of te schrijven: de schijf geeft een fout",
    errno.ETXTBSY: "is in gebruik",
    errno.EBUSY: "is in gebruik",
    errno.EINVAL: "is hier niet bruikbaar",
}


def trouble(error: OSError) -> str:
    """What is wrong with the file, as the rest of a sentence that begins with its name."""
    return _REASONS.get(error.errno or 0, "is niet bruikbaar")
