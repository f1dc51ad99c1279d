"""Everything that changes territories, bodies and posts.

Rights live one floor above, in accounts; who calls these functions has asked there first.
"""

from kheo.foundation.units.services.bodies import (
    BodyExists,
    HeadExists,
    NoSuchBodyKind,
    add_body,
    add_post,
    close_post,
    establish,
    move_body,
)
from kheo.foundation.units.services.loading import Loaded, load
from kheo.foundation.units.services.territories import (
    BasisMissing,
    NotACommune,
    NotOpen,
    SharesDoNotAddUp,
    UnitExists,
    add_village,
    mark_remote,
    pass_on,
    unmark_remote,
)

__all__ = [
    "BasisMissing",
    "BodyExists",
    "HeadExists",
    "Loaded",
    "NoSuchBodyKind",
    "NotACommune",
    "NotOpen",
    "SharesDoNotAddUp",
    "UnitExists",
    "add_body",
    "add_post",
    "add_village",
    "close_post",
    "establish",
    "load",
    "mark_remote",
    "move_body",
    "pass_on",
    "unmark_remote",
]
