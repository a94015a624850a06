"""What words tell of sums and names (extract/learned/word_weights.h), for train_models.py: rules/learned/words/<lang>.toml.

Of each language, and of each thing that words tell, a logistic regression over the words at their places: of all of them
first, then of those alone that tell most, so that a file stays small.
"""
import collections
import json
import os
import re

import joblib
import numpy
import scipy.sparse
from sklearn.linear_model import LogisticRegression

FEWEST_ARTICLES = 3  # of a word at a place
FEWEST = 10          # of what is told, and of what is not
LEAST_WEIGHT = 0.01
SUM_HEADS = ["sum", "bare"]
NAME_HEADS = ["customer", "provider"]


def toml_key(name):
    return name if re.fullmatch("[a-z0-9_-]+", name) else json.dumps(name, ensure_ascii=False)


def of_head(head):
    """How many words are kept, and how far a weight may go (the inverse of the strength of regularisation)."""
    return {"customer": (1000, 0.1), "provider": (1000, 0.1), "sum": (1500, 0.1), "bare": (300, 0.1)}.get(head, (250, 0.1))


class Texts:
    """Some texts of one language as numbers of their words, with the article of each."""

    def __init__(self):
        self.number_of, self.texts, self.article = {}, [], []

    def add(self, words, article):
        number_of = self.number_of
        numbers = [number_of.setdefault(word, len(number_of)) for word in words]
        self.texts.append(numpy.unique(numpy.array(numbers, dtype=numpy.int32)))
        self.article.append(article)

    def matrix(self):
        """A row a text, a column a word at a place, 1 where it stands there."""
        ends = numpy.cumsum([0] + [len(text) for text in self.texts])
        numbers = numpy.concatenate([numpy.zeros(0, dtype=numpy.int32), *self.texts])
        return scipy.sparse.csr_matrix((numpy.ones(len(numbers)), numbers, ends), shape=(len(self.texts), len(self.number_of)))


def frequent(matrix, articles):
    """The words that stand in some articles."""
    places = numpy.unique(articles, return_inverse=True)[1]
    rows = matrix.tocoo()
    pairs = numpy.unique(numpy.stack([places[rows.row], rows.col]), axis=1)
    return numpy.flatnonzero(numpy.bincount(pairs[1], minlength=matrix.shape[1]) >= FEWEST_ARTICLES)


def fit(matrix, labels, most, strength):
    """The bias, the columns that tell most, and their weights; none where there is too little to learn from."""
    if min(labels.sum(), (~labels).sum()) < FEWEST:
        return 0.0, numpy.zeros(0, dtype=int), numpy.zeros(0)
    regression = lambda: LogisticRegression(C=strength, solver="liblinear", random_state=1)
    telling = abs(regression().fit(matrix, labels).coef_[0]) * numpy.sqrt(numpy.asarray(matrix.sum(axis=0)).ravel())
    kept = numpy.sort(numpy.argsort(-telling, kind="stable")[:most])
    model = regression().fit(matrix[:, kept], labels)
    large = abs(model.coef_[0]) >= LEAST_WEIGHT
    return float("%.3g" % model.intercept_[0]), kept[large], numpy.array([float("%.3g" % weight) for weight in model.coef_[0][large]])


def learn(matrix, labels, known, articles, parts, most, strength):
    """One head of one language: a model of all, one without each part of the articles, and what each text scores by a model
    that has not seen its article. Only `known` texts have labels."""
    kept = frequent(matrix[known], articles[known])
    matrix = matrix[:, kept].tocsr()
    scores, models = numpy.zeros(len(articles)), []
    for part in [*range(parts), None]:
        seen = known if part is None else known & (articles % parts != part)
        bias, columns, weights = fit(matrix[seen], labels[seen], most, strength)
        models.append((bias, kept[columns], weights))
        if part is not None:
            mine = articles % parts == part
            scores[mine] = matrix[mine][:, columns] @ weights + bias
    return models, scores


class Words:
    """What words tell in some Rows: `models[part]` without that part of the articles, `models[-1]` by all; each as texts of
    files by language. Scores the rows by models that have not seen their article."""

    def __init__(self, rows, statuses, kinds, parts):
        self.rows, self.parts = rows, parts
        self.models = [collections.defaultdict(dict) for _ in range(parts + 1)]
        for lang in sorted(set(rows.lang)):
            self.learn_language(lang, statuses, kinds)
        self.models = [{lang: text(lang, heads) for lang, heads in by_lang.items()} for by_lang in self.models]
        rows.words = rows.words_of_names = None  # most of what rows take in memory

    def learn_language(self, lang, statuses, kinds):
        rows = self.rows
        mine = [i for i in range(len(rows.money)) if rows.lang[i] == lang]
        sums = Texts()
        for i in mine:
            sums.add(rows.words[i], rows.article[i])
        matrix, articles = sums.matrix(), numpy.array(sums.article)
        bare, is_deal = rows.bare[mine], rows.is_deal[mine].astype(bool)
        of_deal = lambda key: numpy.array([rows.deals[i][0].get(key) if rows.deals[i] else None for i in mine], dtype=object)
        status, kind = of_deal("status"), of_deal("kind")
        tasks = [("sum", is_deal, ~bare), ("bare", is_deal, bare), *((s, status == s, is_deal) for s in statuses),
                 *((k, kind == k, is_deal) for k in kinds)]
        names, of_name, sides = Texts(), [], {head: [] for head in NAME_HEADS}
        known = []
        for i in mine:
            if not rows.is_deal[i]:
                continue
            right = [pair for pair, label in zip(rows.money[i]["pairs"], rows.pair_labels(i)) if label]
            customers, providers = ({pair[side] for pair in right} for side in (0, 1))
            for n, words in enumerate(rows.words_of_names[i]):
                names.add(words, rows.article[i])
                of_name.append((i, n))
                sides["customer"].append(n in customers)
                sides["provider"].append(n in providers)
                known.append(bool(right) and not (n in customers and n in providers))
        name_matrix, name_articles = names.matrix(), numpy.array(names.article)
        known = numpy.array(known, dtype=bool)
        calls = [joblib.delayed(learn)(matrix, labels, use, articles, self.parts, *of_head(head)) for head, labels, use in tasks]
        calls += [joblib.delayed(learn)(name_matrix, numpy.array(sides[head], dtype=bool), known, name_articles, self.parts, *of_head(head))
                  for head in NAME_HEADS]
        learned = joblib.Parallel(n_jobs=2)(calls)
        spelled = [{number: word for word, number in texts.number_of.items()} for texts in (sums, names)]
        for (head, words), (models, scores) in zip([*((t[0], spelled[0]) for t in tasks), *((h, spelled[1]) for h in NAME_HEADS)], learned):
            for by_lang, (bias, columns, weights) in zip(self.models, models):
                by_lang[lang][head] = (bias, {words[column]: weight for column, weight in zip(columns, weights)})
            if head in NAME_HEADS:
                rows.score_names(head, of_name, scores)
            else:
                use = ~bare if head == "sum" else bare if head == "bare" else numpy.ones(len(mine), dtype=bool)
                rows.score_sums("deal" if head in SUM_HEADS else head, numpy.array(mine)[use], scores[use])


def text(lang, heads):
    """The file of one language."""
    of_word = collections.defaultdict(lambda: collections.defaultdict(dict))
    for head, (_, weights) in heads.items():
        for word, weight in weights.items():
            place, _, spelled = word.partition(" ")
            of_word[spelled][head][place] = weight
    inline = lambda table: "{%s}" % ", ".join(sorted("%s = %.3g" % (toml_key(k), v) for k, v in table.items()))
    lines = ["# Written by scripts/train from the annotated articles; extract/learned/word_weights.h says what it holds.",
             'lang = "%s"' % lang, "bias = %s" % inline({head: bias for head, (bias, _) in heads.items() if bias}), "[words]"]
    for word in sorted(of_word):
        lines.append("%s = {%s}" % (toml_key(word), ", ".join("%s = %s" % (head, inline(places)) for head, places in sorted(of_word[word].items()))))
    return "\n".join(lines) + "\n"


def write(rules, models):
    folder = os.path.join(rules, "learned", "words")
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    for lang, file in models.items():
        with open(os.path.join(folder, lang + ".toml"), "w", encoding="utf-8") as out:
            out.write(file)
