"""Measures the Python port of Microsoft's Recognizers-Text on money: recognizers.py FILE.jsonl.

The file holds sentences with their gold (corpora/money). Prints what recognizers.mjs prints.
"""
import importlib.metadata
import json
import sys
import time

from recognizers_number_with_unit import recognize_currency

CULTURES = {"en": "en-us", "de": "de-de", "es": "es-es", "fr": "fr-fr", "it": "it-it",
            "ja": "ja-jp", "ko": "ko-kr", "nl": "nl-nl", "pt": "pt-br", "tr": "tr-tr",
            "zh": "zh-cn"}


def read(sentence):
    try:
        return recognize_currency(sentence["text"], CULTURES[sentence["lang"].split("-")[0]])
    except Exception:  # one that it cannot read still took its time
        return []


def values(found):
    for item in found:
        resolution = item.resolution or {}
        try:
            yield float(resolution.get("value")), resolution.get("isoCurrency")
        except (TypeError, ValueError):
            yield None, None


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        sentences = [json.loads(line) for line in file]
    sentences = [s for s in sentences if s["lang"].split("-")[0] in CULTURES]
    for sentence in sentences:  # the models are made
        read(sentence)
    start = time.process_time()
    found = [read(sentence) for sentence in sentences]
    seconds = time.process_time() - start
    gold = said = right = 0
    for sentence, items in zip(sentences, found):
        left = [(g["min"] or g["max"], g["currency"]) for g in sentence["gold"]]
        gold, said = gold + len(left), said + len(items)
        for value, code in values(items):
            same = [g for g in left if value is not None and g[1] == code
                    and abs(g[0] - value) <= 1e-9 * g[0]]
            if same:
                right += 1
                left.remove(same[0])
    print(json.dumps({
        "version": importlib.metadata.version("recognizers-text-suite"),
        "sentences": len(sentences),
        "mb_per_s": sum(len(s["text"].encode()) for s in sentences) / 1e6 / seconds,
        "precision": right / max(said, 1), "recall": right / max(gold, 1),
        "f1": 2 * right / max(said + gold, 1)}))


main()
