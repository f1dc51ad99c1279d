"""What has to be public and where it was: a publication is one content, its acts are the showings.

The items themselves are data (law/disclosure_items.yaml, read by `disclosure.rules`), so a row
names its item by two keys: `list_key` (commune_2022, ordinance_2007, agency_2022…) and `item_key`.

    Publication   one content of one item that one body owes: for a period, or after a decision
      └─ Act      one showing of it: channel × place × from–to × person × proof

- A publication without an act is owed (`due_on`; its duty is `disclosure.publish`, subject
  `publication:<pk>`). It is complete when every channel its item needs has a complete act:
  proven, and as long as the rule of the channel asks. `Publication.completed_on`, `shown_since`
  and `shown_until` are what its acts say, written anew by `services.acts` at each change, so
  that lists and the matrix ask one table.
- `Lack` states that a body has no such channel, where the law asks for it only if there is one.
- Nothing is overwritten: a wrong act is withdrawn with its reason, and a new one may say which
  it corrects. A publication is withdrawn with its reason too and stays in the history.
- On this site the content is read from `published_at` until `closed_at`. `public_until` is the
  last day of what names people (`names_people`); whoever closes it then writes `closed_at` and
  leaves title and acts as they are, which strangers no longer see.
- Papers (notices for the board, loudspeaker, SMS) are made from the publication's `title`,
  `summary`, `numbered`, `decided_on` and the address `get_absolute_url()`.
"""

from kheo.know.disclosure.models.acts import Act, ActQuerySet
from kheo.know.disclosure.models.lacks import Lack, LackQuerySet
from kheo.know.disclosure.models.naming import NamedPerson, NameList
from kheo.know.disclosure.models.publications import Publication, PublicationQuerySet

__all__ = [
    "Act",
    "ActQuerySet",
    "Lack",
    "LackQuerySet",
    "NameList",
    "NamedPerson",
    "Publication",
    "PublicationQuerySet",
]
