"""Trains rules/learned/sums.toml and rules/learned/words/ from annotated articles: train_models.py [--only=MODEL,...] [--without=FILE,...] PROGRAM RULES FOLDER...

PROGRAM is print_readings (cli/print_readings.cc), which says how the program sees each sum; RULES is the folder of the
rules, whose examples are read, too; a FOLDER holds annotated articles as corpora/deals does. Articles that its file
`apart` names are left out. Models are learned, each a sum of decision trees (LightGBM):
  words          what the words near a sum or a name tell of it, in each language (train_words.py)
  article        whether a sentence tells a deal, by the signs in it and in its article
  sum            whether a sum is that of a deal
  bare           whether a sentence tells a deal without a sum
  first_parties  whether two organisations near such a sum, or such a sentence, are its customer and provider, by that alone
  parties        the same, with what the other sums of the article say by the first three
  kind           what kind of deal it is, a model for each kind
  status         how far it is, by a telling of it and its parties, trees for each status
  deal           whether a deal was read right, by a frame or by these
and it is counted who is whose customer (`partners`), but not in articles that the file `drawn` names, whose parties were drawn by lot. What other sums say, and how well deals are read, has to be seen on
what the models do not know. So all articles are parted, and each part is read by models of the others. `deal` is learned
from those that the file `unseen` names, which no frame was written for, and from the examples of the rules.
The same articles give the same trees. With --only those models alone take the place of those in the file, which stays as it is
otherwise: `article`, `sum`, `bare` and `first_parties` in a minute, the others in no less than all.
"""
import argparse
import collections
import glob
import json
import os
import re
import shutil
import subprocess
import tempfile
import tomllib
import unicodedata

import lightgbm
import numpy

import train_words
from train_words import toml_key

STATUSES = ["signed", "announced", "reported", "talks", "planned", "denied", "cancelled", "completed"]
KINDS = ["compute", "chips", "investment", "acquisition", "financing", "capex", "power", "other"]
# A sum that a frame reads teaches less of those that none does; an example is shorter than an article, and shows what a
# frame reads.
TOLD_WEIGHT, EXAMPLE_WEIGHT, EXAMPLE_PAIR_WEIGHT = 0.5, 0.5, 0.25
DRAWN_WEIGHT = 0.5  # of the parties and deals of articles in which chance has paired the firms
# Scores are given up below what nearly all that come out at least so probable have after so many trees.
STRIDE, LOWEST, FLOOR_OF_SUM, FLOOR_OF_PARTIES = 10, 0.005, 0.1, 0.06
LOWEST_OF_ARTICLE = 0.001  # a sentence given up may take all deals of its article along
# See extract/learned/learned_models.h.
LEAST = {"least_sum": 0.2, "least_bare": 0.1, "least_deal": 0.45, "least_bare_deal": 0.55, "least_told": 0.4, "least_parties": 0.03, "least_turned": 0.1,
         "least_kind": 0.4, "least_status": 0.15, "least_article": 0.1}
PARTS = 5  # of the articles
# Boosters whose mean is told; what only reads a part to learn from has one.
SEEDS_OF_PARTIES, SEEDS_OF_DEAL = 2, 4
FIRST_MODELS = {"article", "words", "sum", "bare", "first_parties"}  # of which an article is read by itself
MODELS = FIRST_MODELS | {"partners", "parties", "kind", "status", "deal"}


def slug(name):
    name = unicodedata.normalize("NFKC", name).casefold()
    return "-".join("".join(c if c.isalnum() else " " for c in name).split())


def bounds(text):
    """"30e9.. EUR" as an amount."""
    number, currency = text.split()
    low, dots, high = number.partition("..")
    value = lambda part: float(part) if part else None
    return {"min": value(low), "max": value(high) if dots else value(low), "currency": currency}


def examples(folder):
    """The examples and near misses of the rules, as articles."""
    found = []
    for path in sorted(glob.glob(os.path.join(folder, "**/*.toml"), recursive=True)):
        rules = tomllib.load(open(path, "rb"))
        tables = [rules.get("cues", {})] + rules.get("frame", [])
        for table in tables:
            for example in table.get("example", []) + table.get("near_miss", []):
                deals = example.get("deal", [])
                deals = [dict(d) for d in (deals if isinstance(deals, list) else [deals])]
                for deal in deals:
                    deal["amount"] = bounds(deal["amount"]) if deal.get("amount") else None
                lang = example.get("lang") or rules.get("lang")
                found.append({"lang": lang, "title": example.get("title", ""), "text": example["text"], "example": True,
                              "gold": {"deals": deals}})
    return found


def write_input(folder, i, article):
    """The article as a file that print_readings takes."""
    if "example" in article:
        path = os.path.join(folder, "%05d.json" % i)
        with open(path, "w", encoding="utf-8") as out:
            json.dump({k: article[k] for k in ("lang", "title", "text")}, out)
        return path
    path = os.path.join(folder, "%05d.%s" % (i, "html" if article.get("format") == "html" else "txt"))
    with open(path, "wb") as out:
        if article.get("format") == "html":
            out.write(article["html"].encode(article.get("html_charset") or "utf-8", "xmlcharrefreplace"))
        else:
            blocks = article["body"].split("\n")
            out.write("\n\n".join([article["title"], article["published"]] + blocks).encode() + b"\n")
    return path


def write_inputs(folder, articles):
    return [write_input(folder, i, a) for i, a in enumerate(articles)]


def close(a, b):
    if a is None or b is None:
        return a is None and b is None
    return abs(a - b) <= 0.01 * max(abs(a), abs(b))


def is_amount(amount, money):
    return bool(amount) and not money.get("bare") and amount["currency"] == money["currency"] and close(amount.get("min"), money["min"]) and close(
        amount.get("max"), money["max"])


class Readings:
    """What print_readings says of the `sums` or `deals` of some articles; with some models, and what words tell, in the place
    of those in the rules, or without any."""

    def __init__(self, program, what, articles, rules=None, models=None, words=None):
        with tempfile.TemporaryDirectory() as folder:
            call, out = [program, what], os.path.join(folder, "out")
            if models:
                with_models = os.path.join(folder, "rules")
                shutil.copytree(rules, with_models)
                write(with_models, models)
                train_words.write(with_models, words)
                call += ["--rules", with_models]
            subprocess.run(call + [out] + write_inputs(folder, articles), check=True)
            first, *self.lines = [json.loads(line) for line in open(out + ".jsonl", encoding="utf-8")]
            self.names = first
            rows = lambda name, columns: numpy.fromfile(out + name, numpy.float32).reshape(-1, columns)
            if what == "deals":
                self.deals = rows(".deals", len(first["deal"]))
            else:
                self.sums = rows(".sums", len(first["sum"]))
                self.tails = rows(".pairs", len(first["pair"]) - len(first["sum"]))
                self.signs = rows(".signs", len(first["signs"]))


class Rows:
    """The sums of some articles as they are before anything is learned, with what the annotations say of them."""

    def __init__(self, program, articles):
        read = Readings(program, "sums", articles)
        self.sum_names, self.pair_names = read.names["sum"], read.names["pair"]
        self.sums, self.tails = read.sums, read.tails
        self.signs, self.sign_names = read.signs, read.names["signs"]
        self.find_signs(articles, read.lines)
        self.money, self.deals, self.article, self.first_pair = [], [], [], []
        self.lang, self.words, self.words_of_names = [], [], []
        pair = 0
        for i, (article, line) in enumerate(zip(articles, read.lines)):
            for money in line["sums"]:
                self.money.append(money)
                self.article.append(i)
                self.lang.append(line["lang"])
                self.words.append(money.pop("words", []))
                self.words_of_names.append(money.pop("words_of_names", []))
                self.deals.append([d for d in article["gold"]["deals"] if is_amount(d.get("amount"), money)])
                self.first_pair.append(pair)
                pair += len(money["pairs"])
        self.bare = numpy.array([m["bare"] for m in self.money], dtype=bool)
        self.groups = [[GROUP_OF.get(name, name) for name in money["names"]] + [NOBODY] for money in self.money]
        self.find_bare(articles)
        self.is_deal = numpy.array([bool(d) for d in self.deals], dtype=int)
        self.told = numpy.array([m["told"] for m in self.money], dtype=bool)
        self.example = numpy.array(["example" in articles[i] for i in self.article], dtype=bool)
        self.drawn = numpy.array([bool(articles[i].get("drawn")) for i in self.article], dtype=bool)

    def find_bare(self, articles):
        """Which sentences tell which annotated deals without a sum: those that name both sides, or what changes hands and one
        of them; where none does, the first that names one of them, rather one without sums."""
        sums = self.sums[:, self.sum_names.index("sums")]
        here = [self.pair_names.index(side + ".mentions") - len(self.sum_names) for side in ("customer", "provider")]
        of_article = collections.defaultdict(list)
        for i in numpy.flatnonzero(self.bare):
            of_article[self.article[i]].append(i)
        for a, places in of_article.items():
            for deal in articles[a]["gold"]["deals"]:
                if deal.get("amount"):
                    continue
                power = deal.get("power_mw") or {}
                goods = set(deal.get("chips") or []) | {v for v in (power.get("min"), power.get("max")) if v}
                clear, unclear = [], []
                for i in places:
                    money = self.money[i]
                    first, count = self.first_pair[i], len(money["pairs"])
                    fits = self.fitting(i, [deal])
                    named = self.tails[first:first + count][:, here] > 0
                    absent = numpy.array(money["pairs"], dtype=int).reshape(-1, 2) < 0
                    same_goods = bool(goods & (set(money["chips"]) | set(money["power"])))
                    if (fits & (named | absent).all(axis=1)).any() or same_goods and (fits & named.any(axis=1)).any():
                        clear.append(i)
                    elif (fits & named.any(axis=1)).any():
                        unclear.append(i)
                for i in clear or sorted(unclear, key=lambda i: sums[i] > 0)[:1]:
                    self.deals[i].append(deal)

    def find_signs(self, articles, lines):
        """Which sentences that may tell a deal by their signs do, as far as can be told: those with the sum of one; in an
        article whose deals have none that stands in such a sentence, each may. A deal counts as one in all of them."""
        count = [len(line["signs"]) for line in lines]
        self.sign_article = numpy.repeat(numpy.arange(len(lines)), count)
        self.sign_example = numpy.repeat(["example" in article for article in articles], count)
        labels, weights = [], []
        for article, line in zip(articles, lines):
            deals = article["gold"]["deals"]
            tell = numpy.array([any(is_amount(d.get("amount"), m) for d in deals for m in sums) for sums in line["signs"]], dtype=bool)
            if deals and not tell.any():
                tell[:] = True
            labels.append(tell)
            weights.append(numpy.where(tell, 1 / max(1, tell.sum()), 0 if deals else 1))
        self.sign_tells, self.sign_weight = numpy.concatenate(labels), numpy.concatenate(weights)

    def score_sums(self, told, places, scores):
        """Sets what the words around some sums tell."""
        self.sums[places, self.sum_names.index("words." + told)] = scores

    def score_names(self, side, places, scores):
        """Sets what the words beside some names tell: whether they are that side of a sum, as (sum, place of the name)."""
        columns = [self.pair_names.index("%s.words_%s" % (of, side)) - len(self.sum_names) for of in ("customer", "provider")]
        score_of = collections.defaultdict(dict)
        for (i, name), score in zip(places, scores):
            score_of[i][name] = score
        for i, of_name in score_of.items():
            rows = self.tails[self.first_pair[i]:self.first_pair[i] + len(self.money[i]["pairs"])]
            for row, pair in zip(rows, self.money[i]["pairs"]):
                for column, name in zip(columns, pair):
                    row[column] = of_name.get(name, 0)

    def hear(self, program, rules, articles, parts, models, words):
        """Sets what the other sums of an article say, by models that were learned without its part."""
        tail_names = self.pair_names[len(self.sum_names):]
        by_others = re.compile("^pair[.](same|other|previous)_sums?$|_by_")
        said = [i for i, name in enumerate(tail_names) if by_others.search(name)]
        of_pair = numpy.repeat(self.article, [len(money["pairs"]) for money in self.money])
        for part, learned, told in zip(parts, models, words):
            read = Readings(program, "sums", [articles[i] for i in part], rules, learned, told)
            mine = numpy.flatnonzero(numpy.isin(of_pair, part))  # in the order of the part
            self.tails[mine[:, None], said] = read.tails[:, said]

    def know(self, partners):
        """Sets what is known of the partners: by all articles that `partners` counts but the own one, as it is when an
        article is read that was not learned from."""
        column = lambda name: self.pair_names.index(name) - len(self.sum_names)
        pair, reverse = column("pair.partners"), column("pair.partners_reversed")
        sides = [[column(side + what) for what in (".customer_elsewhere", ".provider_elsewhere")] for side in ("customer", "provider")]
        for i, money in enumerate(self.money):
            known = lambda key: partners.known(key, self.article[i])
            of_group = {group: (known((group, ANYBODY)), known((ANYBODY, group))) for group in self.groups[i]}
            of_group[NOBODY] = (0, 0)
            rows = self.tails[self.first_pair[i]:self.first_pair[i] + len(money["pairs"])]
            for row, places in zip(rows, money["pairs"]):
                customer, provider = (self.groups[i][place] for place in places)
                row[pair], row[reverse] = known((customer, provider)), known((provider, customer))
                row[sides[0]], row[sides[1]] = of_group[customer], of_group[provider]

    def pair_rows(self, i):
        first, count = self.first_pair[i], len(self.money[i]["pairs"])
        return numpy.hstack([numpy.repeat(self.sums[i:i + 1], count, axis=0), self.tails[first:first + count]])

    def pair_labels(self, i):
        """Which pairs are customer and provider of a deal with that sum; some of each side is enough."""
        return self.fitting(i, self.deals[i]).astype(int)

    def fitting(self, i, deals):
        money = self.money[i]
        ids = [{slug(n)} | {slug(f) for f in forms} for n, forms in zip(money["names"], money["forms"])] + [set()]
        own = [{GROUP_OF.get(s, s) for s in some} for some in ids]
        fits = lambda place, side: bool(own[place] & side) if place >= 0 else not side
        sides = [(groups(d.get("customer")), groups(d.get("provider"))) for d in deals]
        if any(a & b for a, b in sides):  # one of a group buys another: by their own ids
            own = ids
            sides = [tuple({slug(n) for n in d.get(side) or []} for side in ("customer", "provider")) for d in deals]
        return numpy.array([any(fits(c, a) and fits(p, b) for a, b in sides) for c, p in money["pairs"]], dtype=bool)


class Partners:
    """Who is whose customer, by group, in how many of some articles (extract/learned/partners.h)."""

    def __init__(self, articles, without=()):
        without = set(without)
        counts = lambda i, article: i not in without and "example" not in article and not article.get("drawn")
        self.own = [self.pairs(article) if counts(i, article) else collections.Counter()
                    for i, article in enumerate(articles)]
        self.counts = collections.Counter()
        for own in self.own:
            self.counts.update(own)

    @staticmethod
    def pairs(article):
        """Of registered organisations, each with any other, too."""
        out = set()
        for deal in article["gold"]["deals"]:
            customers, providers = (registered(deal.get(side)) for side in ("customer", "provider"))
            if not deal.get("provider"):
                providers = {NOBODY}
            out |= {(c, p) for c in customers for p in providers}
        return collections.Counter(key for c, p in out for key in ((c, p), (c, ANYBODY), (ANYBODY, p)))

    def known(self, pair, article):
        """Without what an article itself says."""
        return self.counts[pair] - self.own[article][pair]

    def table(self):
        of_customer = collections.defaultdict(list)
        for (customer, provider), count in sorted(self.counts.items()):
            if ANYBODY not in (customer, provider):
                of_customer[customer].append("%s = %d" % (toml_key(provider), count))
        return "\n".join("[partners.%s]\n%s\n" % (toml_key(customer), "\n".join(of)) for customer, of in of_customer.items())


NOBODY, ANYBODY = "nobody", "anybody"
REGISTERED = {}  # ids of organisations by names, slugged
GROUP_OF = {}


def groups(side):
    return {GROUP_OF.get(slug(s), slug(s)) for s in side or []}


def registered(side):
    """Groups of those that the registry knows, by their ids or by another name."""
    ids = {REGISTERED[slug(s)] for s in side or [] if slug(s) in REGISTERED}
    return {GROUP_OF.get(i, i) for i in ids}


def read_groups(rules):
    """Which organisations there are and which belongs to which, by the registry: aws is amazon where sides are compared."""
    parent, ids = {}, []
    for path in sorted(glob.glob(os.path.join(rules, "registry", "*.toml"))):
        for org in tomllib.load(open(path, "rb")).get("org", []):
            for name in [org["name"], *org.get("aliases", [])]:
                REGISTERED.setdefault(slug(name), org["id"])
            ids.append(org["id"])
            if org.get("parent"):
                parent[org["id"]] = org["parent"]
    REGISTERED.update({slug(i): i for i in ids})
    for org in parent:
        top, seen = org, set()
        while top in parent and top not in seen:
            seen.add(top)
            top = parent[top]
        GROUP_OF[org] = top


class Mean:
    """Boosters of different seeds as one: the mean of them, told tree by tree in turn."""

    def __init__(self, boosters):
        self.boosters = boosters

    def num_trees(self):
        return sum(booster.num_trees() for booster in self.boosters)

    def predict(self, rows, raw_score, start_iteration=0, num_iteration=None):
        count, out = len(self.boosters), numpy.zeros(len(rows))
        end = start_iteration + num_iteration if num_iteration else self.num_trees()
        of = lambda turn, place: (turn + count - 1 - place) // count  # trees of the booster there
        for place, booster in enumerate(self.boosters):
            first, more = of(start_iteration, place), of(end, place) - of(start_iteration, place)
            if more:  # none is all to LightGBM
                out += booster.predict(rows, raw_score=raw_score, start_iteration=first, num_iteration=more) / count
        return out

    def dump_model(self):
        def share(node):
            for value in ("leaf_value", "internal_value"):
                if value in node:
                    node[value] /= len(self.boosters)
            for child in ("left_child", "right_child"):
                if child in node:
                    share(node[child])

        trees = [tree for turn in zip(*(b.dump_model()["tree_info"] for b in self.boosters)) for tree in turn]
        for tree in trees:
            share(tree["tree_structure"])
        return {"tree_info": trees}


def boost(rows, labels, weights=None, trees=300, leaves=24, rate=0.05, fewest=25, extra=False, seeds=1):
    """With `extra` a tree asks for thresholds drawn by chance: many such trees fit unseen text better than as many of the best.
    With several seeds the mean of as many boosters, which wavers less."""
    boosters = []
    for seed in range(1, seeds + 1):
        model = lightgbm.LGBMClassifier(
            n_estimators=trees, num_leaves=leaves, learning_rate=rate, min_child_samples=fewest, subsample=0.8, subsample_freq=1,
            colsample_bytree=0.4, extra_trees=extra, use_missing=False, random_state=seed, deterministic=True, force_row_wise=True, n_jobs=2, verbose=-1)
        boosters.append(model.fit(rows, labels, sample_weight=weights).booster_)
    return boosters[0] if seeds == 1 else Mean(boosters)


def boost_classes(rows, labels, weights):
    """A booster of as many trees a round as there are classes."""
    model = lightgbm.LGBMClassifier(
        objective="multiclass", n_estimators=120, num_leaves=8, learning_rate=0.1, min_child_samples=15, subsample=0.8,
        subsample_freq=1, colsample_bytree=0.2, use_missing=False, random_state=1, deterministic=True, force_row_wise=True,
        n_jobs=2, verbose=-1)
    model.fit(rows, labels, sample_weight=weights)
    assert list(model.classes_) == list(range(model.n_classes_))
    return model.booster_


def tree_text(node, places):
    if "split_feature" not in node:
        return "%.4g" % node["leaf_value"]
    return "%d<%.6g@%.3g %s %s" % (places[node["split_feature"]], node["threshold"], node["internal_value"],
                                  tree_text(node["left_child"], places), tree_text(node["right_child"], places))


def floors(booster, rows, least, lowest=LOWEST):
    """How low the score of rows that come out at `least` or above is after each STRIDE trees."""
    score = numpy.log(least / (1 - least))
    yes = rows[booster.predict(rows, raw_score=True) >= score]
    out, so_far = [], numpy.zeros(len(yes))
    for start in range(0, booster.num_trees() - STRIDE, STRIDE):
        so_far += booster.predict(yes, raw_score=True, start_iteration=start, num_iteration=STRIDE)
        out.append(float(numpy.quantile(so_far, lowest)))
    return out


def table(name, booster, names, lowest=(), of_class=None):
    dump = booster.dump_model()
    used = set()

    def walk(node):
        if "split_feature" in node:
            used.add(node["split_feature"])
            walk(node["left_child"])
            walk(node["right_child"])

    trees = [t["tree_structure"] for t in dump["tree_info"]]
    if of_class is not None:
        trees = trees[of_class::dump["num_tree_per_iteration"]]
    for tree in trees:
        walk(tree)
    order = sorted(used)
    places = {f: i for i, f in enumerate(order)}
    lines = ["[%s]" % name, "features = ["]
    lines += ['    "%s",' % names[f] for f in order] + ["]", "trees = ["]
    lines += ['    "%s",' % tree_text(t, places) for t in trees] + ["]"]
    if len(lowest):
        lines += ["stride = %d" % STRIDE, "floors = [%s]" % ", ".join("%.2f" % floor for floor in lowest)]
    lines.append("")
    return "\n".join(lines)


def uses(rows, without):
    return ~numpy.isin(rows.article, list(without))


def pairs_of_deals(rows, use):
    """Whose parties can be learned, their pairs, which are right, and what each weighs."""
    told = [i for i in numpy.flatnonzero(use) if rows.is_deal[i] and rows.money[i]["pairs"]]
    weight = lambda i: EXAMPLE_PAIR_WEIGHT if rows.example[i] else DRAWN_WEIGHT if rows.drawn[i] else 1.0
    weights = [numpy.full(len(rows.money[i]["pairs"]), weight(i)) for i in told]
    labels = [rows.pair_labels(i) for i in told]
    return told, numpy.vstack([rows.pair_rows(i) for i in told]), labels, numpy.concatenate(weights)


def learn_article(rows, without):
    """Of articles that tell a deal only the sentences that tell it; an example is too short to be judged by its signs."""
    use = ~numpy.isin(rows.sign_article, list(without)) & ~rows.sign_example & (rows.sign_weight > 0)
    booster = boost(rows.signs[use], rows.sign_tells[use].astype(int), rows.sign_weight[use], trees=150, leaves=8, fewest=20, rate=0.08)
    return table("article", booster, rows.sign_names, floors(booster, rows.signs[use], LEAST["least_article"], LOWEST_OF_ARTICLE))


def learn_first(rows, articles, without=()):
    """Partners and the models that read a sum by itself, from all but some articles, by their places."""
    partners = Partners(articles, without)
    rows.know(partners)
    use = uses(rows, without)
    weights = numpy.where(rows.told, TOLD_WEIGHT, 1.0) * numpy.where(rows.example, EXAMPLE_WEIGHT, 1.0)
    of_sum, of_bare = [boost(rows.sums[some], rows.is_deal[some], weights[some], trees=trees)
                       for some, trees in ((use & ~rows.bare, 600), (use & rows.bare, 300))]
    _, pairs, labels, weights = pairs_of_deals(rows, use)
    of_parties = boost(pairs, numpy.concatenate(labels), weights, trees=300, leaves=48, fewest=30, rate=0.08, extra=True)
    return [partners.table(),
            learn_article(rows, without),
            table("sum", of_sum, rows.sum_names, floors(of_sum, rows.sums[use & ~rows.bare], FLOOR_OF_SUM)),
            table("bare", of_bare, rows.sum_names, floors(of_bare, rows.sums[use & rows.bare], FLOOR_OF_SUM)),
            table("first_parties", of_parties, rows.pair_names, floors(of_parties, pairs, FLOOR_OF_PARTIES))]


def learn_second(rows, articles, without=()):
    """The models of parties and kinds, likewise, when `hear` has been called. Where only some articles are learned from, that
    the others be read for `deal`, half the trees of one booster do, and no kind is asked for."""
    final = not len(without)
    rows.know(Partners(articles, without))
    told, pairs, labels, weights = pairs_of_deals(rows, uses(rows, without))
    of_parties = boost(pairs, numpy.concatenate(labels), weights, trees=800 if final else 400, leaves=96, rate=0.05 if final else 0.1,
                       fewest=30, extra=True, seeds=SEEDS_OF_PARTIES if final else 1)
    right = [(i, int(l.argmax())) for i, l in zip(told, labels) if l.any()]
    best = numpy.vstack([rows.pair_rows(i)[at] for i, at in right])
    kinds = [rows.deals[i][0].get("kind") for i, _ in right]
    of_kind = {}
    for kind in KINDS if final else ():
        mine = numpy.array([k == kind for k in kinds], dtype=int)
        if mine.sum() >= 30:
            of_kind[kind] = boost(best, mine, trees=150, leaves=12, rate=0.08)
    return [table("parties", of_parties, rows.pair_names, floors(of_parties, pairs, FLOOR_OF_PARTIES)),
            *[table("kind." + kind, booster, rows.pair_names) for kind, booster in of_kind.items()]]


def learn_statuses(rows, articles):
    """A deal that is told several times says in each of them how far it is. When `hear` has been called."""
    rows.know(Partners(articles))
    told, labels = [], []
    for i in numpy.flatnonzero(rows.is_deal):
        if rows.money[i]["pairs"] and rows.deals[i][0].get("status") in STATUSES:
            right = rows.pair_labels(i)
            if right.any():
                told.append((i, int(right.argmax())))
                labels.append(STATUSES.index(rows.deals[i][0]["status"]))
    key = lambda i: (rows.article[i], json.dumps(rows.deals[i][0], sort_keys=True))
    tellings = collections.Counter(key(i) for i, _ in told)
    weights = [(EXAMPLE_WEIGHT if rows.example[i] else 1.0) / tellings[key(i)] ** 0.5 for i, _ in told]
    booster = boost_classes(numpy.vstack([rows.pair_rows(i)[at] for i, at in told]), labels, weights)
    return [table("status." + status, booster, rows.pair_names, of_class=k) for k, status in enumerate(STATUSES)]


def is_right(deal, gold):
    """Whether a deal as read is one of the annotated ones: its sum, and somebody of each side that has one."""
    def fits(a):
        ids = groups if not groups(a.get("customer")) & groups(a.get("provider")) else lambda side: {slug(n) for n in side or []}
        sides = [(ids(deal[side]), ids(a.get(side))) for side in ("customer", "provider")]
        same_sum = is_amount(a.get("amount"), deal["amount"]) if deal["amount"] else not a.get("amount")
        return same_sum and all(read & told if read else not told for read, told in sides)

    return any(map(fits, gold))


def read_deals(program, rules, models, words, articles):
    """How such models and the frames read articles: names of the features, a row a deal, whether it is right, what it weighs."""
    read = Readings(program, "deals", articles, rules, models, words)
    right = [is_right(d, a["gold"]["deals"]) for a, line in zip(articles, read.lines) for d in line["deals"]]
    weights = [DRAWN_WEIGHT if a.get("drawn") else 1.0 for a, line in zip(articles, read.lines) for _ in line["deals"]]
    return read.names["deal"], read.deals, numpy.array(right, dtype=int), numpy.array(weights)


def learn_deals(program, rules, everything, rows, parts, firsts, models, words):
    """The model of deals. Whatever the rules promise in an example counts, too."""
    read = [read_deals(program, rules, models, words[-1], examples(rules))]
    for part, first, told in zip(parts, firsts, words):
        unseen = [everything[i] for i in part if everything[i].get("unseen")]
        read.append(read_deals(program, rules, first + learn_second(rows, everything, part), told, unseen))
    deals, right, weights = (numpy.concatenate([r[k] for r in read]) for k in (1, 2, 3))
    of_deal = boost(deals, right, weights, trees=600, leaves=16, fewest=50, extra=True, seeds=SEEDS_OF_DEAL)
    return table("deal", of_deal, read[0][0])


def head():
    return "\n".join(["# Written by scripts/train from the annotated articles; extract/learned/learned_models.h says what it holds.",
                      *["%s = %g" % least for least in LEAST.items()], "", ""])


def write(rules, models):
    folder = os.path.join(rules, "learned")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "sums.toml"), "w", encoding="utf-8") as out:
        out.write(head() + "\n".join(models))


def tables(text):
    """The tables of the file, or of some models, by their names."""
    return {table[1:table.index("]")]: table.rstrip("\n") + "\n" for table in re.split(r"(?m)^(?=\[)", text) if table.startswith("[")}


def replace(rules, models, only):
    """The tables of some models by those in `models`."""
    of_file = tables(open(os.path.join(rules, "learned", "sums.toml"), encoding="utf-8").read())
    mine = lambda name: name.split(".")[0] in only
    learned = {name: table for name, table in tables("".join(models)).items() if mine(name)}
    kept = {name: learned.get(name, table) for name, table in of_file.items() if name in learned or not mine(name)}
    write(rules, [*(table for name, table in learned.items() if name not in kept), *kept.values()])


def names_in(folder, name):
    path = os.path.join(folder, name)
    return set(open(path, encoding="utf-8").read().split()) if os.path.exists(path) else set()


def load(folder, without):
    """The articles of a folder but for those that its file `apart` or one of `without` names."""
    articles = [json.load(open(p, encoding="utf-8")) for p in sorted(glob.glob(os.path.join(folder, "*.json")))]
    apart = set().union(*(names_in(folder, name) for name in ["apart", *without]))
    unseen, drawn = names_in(folder, "unseen"), names_in(folder, "drawn")
    return [dict(a, unseen=a["id"] in unseen, drawn=a["id"] in drawn) for a in articles if a["id"] not in apart]


def main():
    assert FLOOR_OF_SUM < LEAST["least_sum"]
    arguments = argparse.ArgumentParser(description="Trains rules/learned/ from annotated articles.")
    arguments.add_argument("--only", type=lambda names: names.split(","), default=[], help="learn these models alone")
    arguments.add_argument("--without", type=lambda names: names.split(","), default=[],
                           help="leave out what these files of a folder name, too, to see how well it is read unseen")
    arguments.add_argument("program")
    arguments.add_argument("rules")
    arguments.add_argument("folders", nargs="+")
    given = arguments.parse_args()
    unknown = set(given.only) - MODELS
    if unknown:
        arguments.error("no model: %s; models are %s" % (", ".join(sorted(unknown)), ", ".join(sorted(MODELS))))
    program, rules = given.program, given.rules
    read_groups(rules)
    articles = [a for folder in given.folders for a in load(folder, given.without)]
    everything = articles + examples(rules)
    parts = [range(len(everything))[part::PARTS] for part in range(PARTS)]
    rows = Rows(program, everything)
    deals = rows.is_deal.astype(bool)
    for what, some in (("sums", ~rows.bare), ("sentences that may tell one without", rows.bare)):
        print("%d articles; %d %s, %d of deals; %d of those no frame reads" % (
            len(articles), some.sum(), what, (deals & some).sum(), (deals & some & ~rows.told).sum()))
    words = train_words.Words(rows, STATUSES, KINDS, PARTS).models
    if not given.only or "words" in given.only:
        train_words.write(rules, words[-1])
    models = learn_first(rows, everything)
    if given.only and FIRST_MODELS.issuperset(given.only):
        replace(rules, models, given.only)
        return
    firsts = [learn_first(rows, everything, part) for part in parts]
    rows.hear(program, rules, everything, parts, firsts, words)
    models += learn_second(rows, everything)
    of_deal = learn_deals(program, rules, everything, rows, parts, firsts, models, words)
    models += learn_statuses(rows, everything) + [of_deal]
    if given.only:
        replace(rules, models, given.only)
    else:
        write(rules, models)


if __name__ == "__main__":
    main()
