"""Write the model card from measured scores.

python training/card.py --scores build/scores.json --seen build/model/seen.json
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
relations and punctuation; FEATS must be equal in all attributes; sentence ends are F1 on text run together with single
spaces; entities are exact spans. The lemma column is the model's alone, without the dictionary that corrects it.

| corpus | words | UAS | LAS | UPOS | FEATS | lemma | sentence ends | entities F1 |
|---|---|---|---|---|---|---|---|---|
{scores}

## Data

Drawn sentences per corpus in training (with repetition): {seen}.

Licences are listed in `NOTICE`; each allows commercial use. Text of the corpora is not part of the model.

## Limits

News and official prose in German and English first; the other languages are parsed with less care. No part of the
model knows who is right.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scores", type=Path, required=True)
    parser.add_argument("--seen", type=Path, required=True)
    args = parser.parse_args()
    scores = json.loads(args.scores.read_text())
    columns = ("words", "uas", "las", "upos", "feats", "lemma", "sentence_f1", "entity_f1")
    rows = ["| " + " | ".join([name, *(str(s.get(c, "")) for c in columns)]) + " |" for name, s in scores.items()]
    what = {
        "encoder.onnx": "encoder and heads, int8", "embedding.npy": "sub-word embedding, 4 bits",
        "tokenizer.json": "sub-words", "labels.json": "label sets", "rest.npz": "last layer of the relation head",
    }  # fmt: skip
    files = [f"| {n} | {t} | {(MODEL / n).stat().st_size / 2**20:.1f} |" for n, t in what.items()]
    seen = ", ".join(f"{k} {v:,}" for k, v in json.loads(args.seen.read_text()).items())
    text = HEAD.format(files="\n".join(files), scores="\n".join(rows), seen=seen)
    (MODEL / "README.md").write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
