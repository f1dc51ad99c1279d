"""Everything that puts figures into returns and moves returns on."""

from kheo.insight.returns.services.approving import approve, give_back, send
from kheo.insight.returns.services.defining import (
    Published,
    assign,
    begin_draft,
    create_form,
    describe_form,
    discard_draft,
    end_assignment,
    publish,
    restore,
    retire,
    save_draft,
    unfit,
)
from kheo.insight.returns.services.entering import Clash, Saved, Unread, fill, take_records
from kheo.insight.returns.services.owing import Opened, follow, open_due
from kheo.insight.returns.services.reopening import lapse_due, lock, lock_due, reopen
from kheo.insight.returns.services.seeding import (
    SEED_FIGURES,
    BadRow,
    Figure,
    load_seed_figures,
)
from kheo.insight.returns.services.shipping import BadForm, assign_shipped, load_forms

__all__ = [
    "BadForm",
    "BadRow",
    "Clash",
    "Figure",
    "Opened",
    "Published",
    "SEED_FIGURES",
    "Saved",
    "Unread",
    "approve",
    "assign",
    "assign_shipped",
    "begin_draft",
    "create_form",
    "describe_form",
    "discard_draft",
    "end_assignment",
    "fill",
    "follow",
    "give_back",
    "lapse_due",
    "load_forms",
    "load_seed_figures",
    "lock",
    "lock_due",
    "open_due",
    "publish",
    "reopen",
    "restore",
    "retire",
    "save_draft",
    "send",
    "take_records",
    "unfit",
]
