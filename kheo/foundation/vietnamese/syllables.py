"""Which letter sequences Vietnamese can pronounce: the evidence by which an encoding is known."""

import re
from functools import cache
from typing import Final

from kheo.foundation.vietnamese.alphabet import PLAIN_VOWELS, TONED, without_tones

_TONED: Final = frozenset(TONED.lower())

_ONSETS = "ngh|ng|nh|gh|gi|qu|ch|kh|ph|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_RIMES = """
a ai am an ang anh ao au ay ăm ăn ăng âm ân âng âu ây
e em en eng eo ê êm ên êng ênh êu i ia iêm iên iêng iêu im in inh iu
o oa oai oam oan oang oanh oao oay oăm oăn oăng oe oen oeo oi om on ong oong
ô ôi ôm ôn ông ơ ơi ơm ơn
u ua uân uâng uây uê uênh ui um un ung uôi uôm uôn uông uơ uy uya uyên uynh uyn uyu
ư ưa ưi ưm ưn ưng ươi ươm ươn ương ươu ưu y yê yêm yên yêng yêu ym yn ynh
"""
_STOPPED_RIMES = """
ac ach ap at ăc ăp ăt âc âp ât ec ep et êc êch êp êt ich iêc iêp iêt ip it
oac oach oap oat oăc oăt oc ooc oet op ot ôc ôp ôt ơp ơt
uât uc uêch uôc uôt up ut uych uyêt uyt ưc ưt ươc ươp ươt yêt ych yp yt
"""
_SYLLABLE: Final = re.compile(
    rf"(?:{_ONSETS})?(?P<rime>(?P<open>{'|'.join(_RIMES.split())})|{'|'.join(_STOPPED_RIMES.split())})"
)
# gì and gìn: the i belongs to the onset and to the rime at once.
_SHARED_I: Final = re.compile(r"g(?P<rime>(?P<open>i|in))")
_SHARP_TONES: Final = frozenset({4, 5})
_VOWELS: Final = frozenset(PLAIN_VOWELS)
_SHAPED: Final = frozenset("ăâêôơư")
_TWO_STYLES: Final = frozenset({"oa", "oe", "uy"})


def is_syllable(word: str) -> bool:
    """Say whether a composed word can be one Vietnamese syllable, its tone in a right place."""
    word = word.lower()
    plain, tone = without_tones(word)
    match = _SYLLABLE.fullmatch(plain) or _SHARED_I.fullmatch(plain)
    if match is None:
        return False
    # A syllable that ends in c, ch, p or t is spoken only with sắc or nặng.
    if match["open"] is None and tone not in _SHARP_TONES:
        return False
    toned = [place for place, letter in enumerate(word[match.start("rime") :]) if letter in _TONED]
    return not toned or (len(toned) == 1 and toned[0] in _tone_places(match["rime"]))


@cache
def _tone_places(rime: str) -> frozenset[int]:
    """List the letters of a rime that may carry the tone: two for hóa and hoá, else one."""
    vowels = [place for place, letter in enumerate(rime) if letter in _VOWELS]
    shaped = [place for place in vowels if rime[place] in _SHAPED]
    if shaped:
        return frozenset(shaped[-1:])
    if rime in _TWO_STYLES:
        return frozenset(vowels)
    if len(vowels) == 2 and rime[-1] in _VOWELS:
        return frozenset(vowels[:1])
    return frozenset(vowels[1:2] or vowels)
