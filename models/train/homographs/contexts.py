"""What the homograph models see around a word; made alike in src/text/en/homograph-contexts.ts.

Features are short strings, hashed to 32 bits. Words are folded to lower case; `<` and `>` stand beyond the sentence.
"""

from tagger.features import FOLDED, hash_units, units

REACH = 10
SEED = 7
#: Too common to say anything about what a sentence speaks of.
SMALL_WORDS = frozenset(
    'a an and are as at be been but by for from had has have he her him his i if in is it its me my not of on or our '
    'she so than that the their them then there they this to was we were what when which who will with would you your '
    "'s n't do did does no up out all one about into over after can could may must more some such only other".split()
)


def fold(word: str) -> str:
    return word.translate(FOLDED).lower()


def hashed(feature: str) -> int:
    return hash_units(units(feature), SEED)


def around(words: list[str], tags: list[str], index: int) -> tuple[list[str], list[str]]:
    """Folded words and tags from two places before to two places after."""
    places = range(index - 2, index + 3)
    near = ['<' if n < 0 else '>' if n >= len(words) else fold(words[n]) for n in places]
    marks = ['<' if n < 0 else '>' if n >= len(words) else tags[n] for n in places]
    return near, marks


def grammar_features(words: list[str], tags: list[str], index: int) -> list[str]:
    """Places and tags around the word, without the word."""
    w, t = around(words, tags, index)
    word = words[index]
    case = 'l' if word[:1].lower() == word[:1] else 'i' if index == 0 else 'c'
    return [
        f'a{w[1]}', f'b{w[0]}', f'c{w[3]}', f'd{w[4]}', f'e{t[1]}', f'f{t[0]}', f'g{t[3]}', f'h{t[4]}',
        f'i{t[1]} {t[3]}', f'j{w[1]} {w[3]}', f'k{w[0]} {w[1]}', f'l{w[3]} {w[4]}',
        f'm{w[1]} {t[3]}', f'n{t[1]} {w[3]}', f'o{t[0]} {t[1]}', f'p{t[3]} {t[4]}', f'q{case}',
    ]  # fmt: skip


def meaning_features(words: list[str], tags: list[str], index: int) -> list[str]:
    """`grammar_features`, the word's own tag, and the telling words within `REACH`."""
    features = [*grammar_features(words, tags, index), f'r{tags[index]}', f's{tags[index][:2]}']
    for n in range(max(0, index - REACH), min(len(words), index + REACH + 1)):
        near = fold(words[n])
        if n != index and len(near) > 1 and near not in SMALL_WORDS:
            features.append(f't{near}')
    return features
