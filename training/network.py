"""The heads over the encoder: sentence ends, UPOS, FEATS, lemma scripts, UD heads and relations, entities."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from encoder import Encoder, Packed
from torch import Tensor, nn

ARC, REL, FORK = 256, 192, 0.33
EVENT, EVENT_HIDDEN = 64, 128


class Network(nn.Module):
    """Encoder and heads. ``sizes`` gives the number of labels per head.

    Words are the mean of their sub-words' states. Arc scores are biaffine (Dozat & Manning 2017); the
    relation of a word to its head is read from both states by one hidden layer, so that it can be
    computed for the decoded tree alone. Treebanks of one language disagree ("VerbForm=Fin" or nothing): a
    vector per treebank, its style, is added to the words (Stymne et al. 2018); style 0 is none.
    """

    def __init__(self, packed: Packed, sizes: dict[str, int], layers: int | None = None) -> None:
        super().__init__()
        width = packed.width
        self.encoder = Encoder(packed, layers)
        self.arc_dep = nn.Linear(width, ARC)
        self.arc_head = nn.Linear(width, ARC)
        self.arc = nn.Parameter(torch.randn(ARC + 1, ARC) * ARC**-0.5)
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.style = nn.Embedding(sizes["style"], width)
        nn.init.zeros_(self.style.weight)
        self.rel_dep = nn.Linear(width, REL)
        self.rel_head = nn.Linear(width, REL)
        self.rel = nn.Linear(REL, sizes["deprel"])
        self.tag_hidden = nn.Linear(width, width)
        self.upos = nn.Linear(width, sizes["upos"])
        self.feats = nn.Linear(width, sizes["feats"])
        self.lemma_hidden = nn.Linear(width, width)
        self.lemma = nn.Linear(width, sizes["lemma"])
        self.entity_hidden = nn.Linear(width, width)
        self.entity = nn.Linear(width, sizes["entity"])
        self.sentence = nn.Linear(width, 1)
        self.event_project = nn.Linear(width, EVENT, bias=False)
        self.event_hidden = nn.Linear(4 * EVENT + 2, EVENT_HIDDEN)
        self.event = nn.Linear(EVENT_HIDDEN, sizes["event"])

    def forward(self, embedded: Tensor, mask: Tensor, pool: Tensor, style: Tensor) -> dict[str, Tensor]:
        """``embedded`` [b, t, width]; ``mask`` [b, t]; ``pool`` [b, w, t] averages sub-words into words;
        ``style`` [b] numbers the treebank whose conventions are wanted.

        Gives per word: ``arc`` [b, w, w + 1] (column 0 is the root), ``rel_dep`` [b, w, REL],
        ``rel_head`` [b, w + 1, REL], logits ``upos``, ``feats``, ``lemma``, ``entity``, ``sentence``, and the words'
        states ``words`` [b, w, width].
        """
        drop = 0.1 if self.training else 0.0
        states = self.encoder(embedded, mask, drop)
        words = pool @ states + self.style(style)[:, None]
        words = F.dropout(words, FORK, self.training)
        root = self.root.expand(words.shape[0], 1, -1)
        heads = torch.cat([root, words], 1)

        def fork(layer: nn.Linear, x: Tensor) -> Tensor:
            return F.dropout(F.gelu(layer(x)), FORK, self.training)

        dep = fork(self.arc_dep, words)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        arc = dep @ self.arc @ fork(self.arc_head, heads).transpose(1, 2)
        tags = fork(self.tag_hidden, words)
        return {
            "arc": arc,
            "rel_dep": self.rel_dep(words),
            "rel_head": self.rel_head(heads),
            "upos": self.upos(tags),
            "feats": self.feats(tags),
            "lemma": self.lemma(fork(self.lemma_hidden, words)),
            "entity": self.entity(fork(self.entity_hidden, words)),
            "sentence": self.sentence(words)[..., 0],
            "words": words,
        }

    def relations(self, rel_dep: Tensor, rel_head: Tensor, heads: Tensor) -> Tensor:
        """Relation logits [b, w, labels] for given heads [b, w] (0 = root, else 1 + word)."""
        chosen = torch.gather(rel_head, 1, heads[..., None].expand(-1, -1, rel_head.shape[-1]))
        return self.rel(F.dropout(F.gelu(rel_dep + chosen), FORK, self.training))

    def types(self, words: Tensor, groups: Tensor) -> Tensor:
        """Logits [b, types] of one predicate a window, from ``groups`` [b, 4, w], which average over words.

        In training, actor and recipient are forgotten at times, so that neither decides alone.
        """
        kept = groups
        if self.training:
            keep = torch.rand(len(groups), 2, 1) > 0.2
            kept = torch.cat([groups[:, :2], groups[:, 2:] * keep], 1)
        means = (kept.to(words.dtype) @ self.event_project(words)).flatten(1)
        there = (kept[:, 2:].sum(-1) > 0).to(means.dtype)
        hidden = F.relu(self.event_hidden(torch.cat([means, there], 1)))
        return self.event(F.dropout(hidden, FORK, self.training))
