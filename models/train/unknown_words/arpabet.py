"""ARPABET to our symbols: the same conventions as src/text/en/arpabet.ts."""

import re

CONSONANTS = dict(
    zip(
        'B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH'.split(),
        'b ʧ d ð f ɡ h ʤ k l m n ŋ p ɹ s ʃ t θ v w j z ʒ'.split(),
        strict=True,
    )
)
VOWELS = dict(
    zip(
        'AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW'.split(),
        'ɑ æ ʌ ɔ W I ɛ ɜɹ A ɪ i O Y ʊ u'.split(),
        strict=True,
    )
)
MARKS = {'0': '', '1': 'ˈ', '2': 'ˌ'}
SYLLABIC = re.compile('(?<=[tdszʃʒʧʤkɡpbfv])ə([ln])(?![ˈˌAIOQWYaiuæɑəɛɜɪʊʌᵻ])')
WEAK_ENDING = re.compile('(?<=[tdszʃʒʧʤ])ɪ(?=[dz]$)')
FLAP = re.compile('(?<=[AIOWYiuæɑəɛɪɹʊʌ])t(?=[əᵻɪiᵊ])')


def from_arpabet(line: str) -> str:
    phonemes = ''
    for sound in line.split('#')[0].split():
        if sound[-1] in MARKS:
            name, stress = sound[:-1], sound[-1]
            weak = {'AH': 'ə', 'ER': 'əɹ'}.get(name) if stress == '0' else None
            phonemes += weak or MARKS[stress] + VOWELS[name]
        else:
            phonemes += CONSONANTS[sound]
    return FLAP.sub('ɾ', WEAK_ENDING.sub('ᵻ', SYLLABIC.sub(r'ᵊ\1', phonemes)))
