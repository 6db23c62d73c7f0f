"""Write the model card from measured scores.

python training/card.py --scores build/scores.json --default build/default.json --seen build/model/seen.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "src" / "depesche" / "model"

HEAD = """# The language model

multilingual-e5-small (MIT, by intfloat; 12 layers, 384 wide), fine-tuned with heads for sentence ends, UPOS, FEATS,
lemmas (edit scripts), Universal Dependencies heads and relations, and entities (PER, ORG, LOC). Weights are int8, the
embedding keeps the 4-bit rows of its source. ONNX Runtime runs it on a CPU.

| file | what it is | MiB |
|---|---|---|
{files}

## Scores

On held-out tenths of each corpus, by document where documents are named (`training/corpora.py`, `held_out`):

    python training/evaluate.py --corpora CORPORA --out build/scores.json

Trees on gold words and gold sentences through the shipped int8 model and the product's decoder. LAS counts universal
relations and punctuation; FEATS must be equal in all attributes; lemmas are the product's, with the dictionary that
corrects the model's own (next column); sentence ends are F1 on text run together with single spaces; entities are exact
spans. Treebanks of a language differ in their habits; here each is read with its own, and the product follows the one
that `convention` names in `data/language/`.

| corpus | words | UAS | LAS | UPOS | FEATS | lemma | model's lemma | sentence ends | entities F1 |
|---|---|---|---|---|---|---|---|---|---|
{scores}

The same with the product's convention for all treebanks of a language (`evaluate.py --default`):

| corpus | words | UAS | LAS | UPOS | FEATS | lemma | model's lemma | sentence ends | entities F1 |
|---|---|---|---|---|---|---|---|---|---|
{default}

## Data

Drawn sentences per corpus in the runs after the first model (with repetition; types: predicates): {seen}.

"news_" is news that the model before this one labelled (`training/label_news.py`). Licences are listed in `NOTICE`;
each allows commercial use. Text of the corpora is not part of the model.

## Limits

News and official prose in German and English first; the other languages are parsed with less care. No part of the
model knows who is right.
"""


COLUMNS = ("words", "uas", "las", "upos", "feats", "lemma", "lemma_model", "sentence_f1", "entity_f1")


def _table(path: Path) -> str:
    """The rows of a table from a file that evaluate.py wrote."""
    scores = json.loads(path.read_text())
    return "\n".join(
        "| " + " | ".join([name, *(str(s.get(c, "")) for c in COLUMNS)]) + " |" for name, s in scores.items()
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--default", type=Path, required=True)
    parser.add_argument("--seen", type=Path, required=True)
    args = parser.parse_args()
    tables = {name: _table(path) for name, path in (("scores", args.scores), ("default", args.default))}
    what = {
        "encoder.onnx": "encoder and heads, int8", "embedding.npy": "sub-word embedding, 4 bits",
        "tokenizer.json": "sub-words", "labels.json": "label sets", "rest.npz": "last layer of the relation head",
        "typing.npz": "type head", "modes.npz": "mode head", "meaning.npz": "directions in which translations agree",
    }  # fmt: skip
    files = [f"| {n} | {t} | {(MODEL / n).stat().st_size / 2**20:.1f} |" for n, t in what.items()]
    seen = ", ".join(f"{k} {v:,}" for k, v in json.loads(args.seen.read_text()).items())
    text = HEAD.format(files="\n".join(files), seen=seen, **tables)
    (MODEL / "README.md").write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
