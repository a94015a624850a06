#include "extract/quantities/quantities.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "base/text.h"
#include "extract/quantities/amounts.h"
#include "extract/quantities/lexer.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/named_countries.h"
#include "extract/quantities/words.h"

namespace dealwire {
namespace {

// "15 yuan won 16 million": no currency is carried over. As the prefilter looks for sums of six
// digits.
constexpr double kFewestElliptic = 100'000;

// Turns amounts into mentions: settles currencies and bounds.
class Resolver {
 public:
  Resolver(const Document& document, const Lexicon& lexicon, const Words& words,
           const std::vector<Token>& tokens, const std::vector<Amount>& amounts)
      : document_(document),
        lexicon_(lexicon),
        words_(words),
        tokens_(tokens),
        amounts_(amounts),
        countries_(document.folded.text, tokens, words, lexicon) {}

  Quantities Run() {
    for (const Amount& amount : amounts_) Witness(amount);
    size_t block_end = 0;  // token
    bool in_block = false, first = true;
    std::string carried = FirstLargeCurrency();
    const std::string own = OwnCurrency();
    for (const Amount& amount : amounts_) {
      if (amount.first >= block_end) {
        in_block = false;
        block_end = BlockEnd(amount.first);
      }
      std::string code;
      if (amount.unit == UnitKind::kMoney) {
        code = CurrencyOf(amount);
      } else if (amount.unit == UnitKind::kNone && IsElliptic(amount, in_block)) {
        code = in_block || own.empty() || first ? carried : own;
      }
      if (!code.empty()) {
        AddMoney(amount, code);
        if (amount.low >= kFewestElliptic) {
          in_block = true, first = false;
          if (!InBrackets(amount)) carried = code;
        }
        continue;
      }
      if (amount.unit == UnitKind::kNone && amount.literal && amount.scaled) in_block = false;
      Add(amount);
    }
    return std::move(out_);
  }

 private:
  // What an elliptic amount before all others is in: "a loan of 280 million ... 3 billion euros".
  std::string FirstLargeCurrency() {
    for (const Amount& amount : amounts_) {
      if (amount.unit == UnitKind::kMoney && amount.scaled && amount.scale >= 1e6)
        return CurrencyOf(amount);
    }
    return "";
  }

  // The currency of the language's country where more sums are told in it than in any other: what
  // an elliptic amount far from all others is in.
  std::string OwnCurrency() {
    if (words_.paid_in.empty()) return "";
    std::map<std::string, size_t> sums;
    for (const Amount& amount : amounts_) {
      if (amount.unit == UnitKind::kMoney) ++sums[CurrencyOf(amount)];
    }
    const size_t own = sums[words_.paid_in];
    const bool most = std::ranges::all_of(
        sums, [&](const auto& sum) { return sum.first == words_.paid_in || sum.second < own; });
    return most ? words_.paid_in : "";
  }

  // The first break at or behind a token.
  size_t BlockEnd(size_t token) const {
    while (token < tokens_.size() && tokens_[token].kind != TokenKind::kBreak) ++token;
    return token;
  }

  // What the article says in full stands for what it says short: "Canadian dollars", then
  // "dollars".
  void Witness(const Amount& amount) {
    if (amount.unit != UnitKind::kMoney || amount.nation < 0) return;
    const auto kind = static_cast<size_t>(amount.currency);
    if (!lexicon_.CurrencyCode(kind).empty()) return;
    const std::string code =
        lexicon_.CurrencyOf(kind, lexicon_.Country(static_cast<size_t>(amount.nation)));
    if (!code.empty()) said_.emplace(kind, code);
  }

  std::string CurrencyOf(const Amount& amount) {
    const auto kind = static_cast<size_t>(amount.currency);
    const std::string& code = lexicon_.CurrencyCode(kind);
    if (!code.empty()) return code;
    if (amount.nation >= 0) {
      std::string found =
          lexicon_.CurrencyOf(kind, lexicon_.Country(static_cast<size_t>(amount.nation)));
      if (!found.empty()) return found;
    }
    std::string regional = lexicon_.CurrencyOf(kind, words_.region);
    if (!regional.empty()) return regional;
    // The language's own guess stands back behind what the article says: rials in Arabic are Saudi,
    // but in a report on Qatar Qatari.
    const bool guess = words_.home[kind];
    if (!guess && !words_.local[kind].empty()) return words_.local[kind];
    std::string beside = countries_.CurrencyBeside(kind, amount.first);
    if (!beside.empty()) return beside;
    if (const auto it = said_.find(kind); it != said_.end()) return it->second;
    return countries_.CurrencyOfMost(kind);
  }

  // "1.1 billion euros (1.3 billion dollars)": a conversion, and the article goes on in euros.
  bool InBrackets(const Amount& amount) const {
    constexpr size_t kMostBack = 6;  // tokens
    for (size_t back = 1; back <= std::min(kMostBack, amount.first); ++back) {
      const Token& token = tokens_[amount.first - back];
      if (token.IsPunct('(') || token.IsPunct(0xFF08)) return true;
      if (token.kind == TokenKind::kBreak || token.IsPunct(')')) break;
    }
    return false;
  }

  // A scale within a longer word, without a number: "Milliardenvertrag".
  bool IsCompound(const Amount& amount) const {
    const Token &first = tokens_[amount.first], &next = tokens_[amount.first + 1];  // or a kBreak
    return (first.Is(Role::kScale) || first.Is(Role::kPlural)) && next.inner;
  }

  // One character for a scale behind another that is no number, in a script without spaces: the end
  // of a longer word ("Tokyo" ends in 1e16).
  bool EndsWord(const Amount& amount) const {
    const Token& first = tokens_[amount.first];
    size_t at = first.start;
    return amount.end == amount.first + 1 && !amount.literal && at > 0 &&
           IsSpaceless(PreviousCodePoint(document_.folded.text, &at));
  }

  // A scale was said, and what follows is no noun that it could count. Where no money stands before
  // it in its block, nothing may be left open: "9 million in Lyon" may be people, and "where does
  // it get its million?" says no number.
  bool IsElliptic(const Amount& amount, bool in_block) const {
    if (!amount.scaled || amount.scale < 1e6 || IsCompound(amount) || EndsWord(amount))
      return false;
    if (!in_block && amount.end - amount.first == 1 && !amount.literal) return false;
    const Token& next = tokens_[std::min(amount.end, tokens_.size() - 1)];
    if (!in_block && next.Is(Role::kOf)) return false;
    if (amount.first > 0 && tokens_[amount.first - 1].Is(Role::kOfWhich)) return true;
    if (next.kind == TokenKind::kNumber || next.Is(Role::kNumber)) return true;
    if (next.kind == TokenKind::kBreak || next.Is(Role::kElliptic) || next.Is(Role::kAnd))
      return true;
    if (words_.counts_with_of && CountsNothing(amount.end)) return true;
    // Among sums so many billions are money, whatever word follows.
    const bool word = next.kind == TokenKind::kWord || next.kind == TokenKind::kOther;
    const bool number = amount.literal || amount.end - amount.first > 1;
    if (in_block && number && amount.low >= 1e9 && word && !next.Is(Role::kOther)) return true;
    return next.kind == TokenKind::kPunct && next.punct != '-' && next.punct != '%' &&
           next.punct != '/';
  }

  // "Un'offerta da 310 milioni presentata a giugno": whoever counts things says "milioni di
  // clienti".
  bool CountsNothing(size_t end) const {
    const Token& next = tokens_[end];
    const bool word = next.kind == TokenKind::kWord || next.kind == TokenKind::kOther;
    if (!word || next.Is(Role::kOf) || next.Is(Role::kOther)) return false;
    const Token& second = tokens_[std::min(end + 1, tokens_.size() - 1)];
    return !second.Is(Role::kOf);
  }

  Span SpanOf(const Amount& amount) const {
    const Folded& folded = document_.folded;
    return {folded.ToSource(tokens_[amount.first].start), SourceEnd(tokens_[amount.end - 1].end)};
  }

  // The end in the source of what ends at `folded_end`: behind the last character, not before the
  // next (a vowel sign that was dropped stays with its letter).
  size_t SourceEnd(size_t folded_end) const { return document_.folded.ToSource(folded_end); }

  static std::pair<std::optional<double>, std::optional<double>> Bounds(const Amount& a) {
    if (a.qualifier == Qualifier::kAtLeast) return {a.low, std::nullopt};
    if (a.qualifier == Qualifier::kAtMost) return {std::nullopt, a.high};
    return {a.low, a.high};
  }

  Mention Make(const Amount& amount) const {
    Mention mention;
    mention.span = SpanOf(amount);
    mention.rule = words_.vocabulary->rules[amount.rule];
    return mention;
  }

  void AddMoney(const Amount& amount, const std::string& code) {
    Mention mention = Make(amount);
    const auto [min, max] = Bounds(amount);
    mention.value = MoneyValue{min, max, code, amount.qualifier};
    out_.found.push_back(std::move(mention));
  }

  void Add(const Amount& amount) {
    const bool none_of_ours = amount.unit == UnitKind::kOther && !amount.other_word;
    if (none_of_ours || amount.unit == UnitKind::kMoney) return;
    Mention mention = Make(amount);
    const auto [min, max] = Bounds(amount);
    if (amount.unit == UnitKind::kPower) {
      const auto mega = [](std::optional<double> watts) {
        return watts ? std::optional<double>(*watts / 1e6) : std::nullopt;
      };
      mention.value = PowerValue{mega(min), mega(max), amount.qualifier};
      out_.found.push_back(std::move(mention));
    } else if (amount.unit == UnitKind::kTime) {
      mention.value = DurationValue{min, max, amount.qualifier};
      out_.found.push_back(std::move(mention));
    } else if (amount.low >= 1) {
      const double groups = InThousands(amount) ? 1000 : 1;
      const auto whole = [&](std::optional<double> n) {
        return n && groups > 1 ? std::optional<double>(std::round(*n * groups)) : n;
      };
      mention.value = CountValue{whole(min), whole(max), amount.qualifier};
      out_.counts.push_back(std::move(mention));
    }
  }

  // "10.000 GPUs" in an English text: things are counted whole, so three digits are no fraction.
  bool InThousands(const Amount& amount) const {
    if (!amount.literal || amount.scaled || amount.ranged) return false;
    const auto number =
        std::find_if(tokens_.begin() + static_cast<std::ptrdiff_t>(amount.first),
                     tokens_.begin() + static_cast<std::ptrdiff_t>(amount.end),
                     [](const Token& token) { return token.kind == TokenKind::kNumber; });
    if (number == tokens_.begin() + static_cast<std::ptrdiff_t>(amount.end) || !number->decimal)
      return false;
    const std::string_view text =
        std::string_view(document_.folded.text).substr(number->start, number->end - number->start);
    constexpr size_t kSignAndDigits = 4;
    const size_t sign = text.find_last_of(".,");
    return sign != std::string_view::npos && text.size() - sign == kSignAndDigits;
  }

  const Document& document_;
  const Lexicon& lexicon_;
  const Words& words_;
  const std::vector<Token>& tokens_;
  const std::vector<Amount>& amounts_;
  std::map<size_t, std::string> said_;  // kind -> code
  NamedCountries countries_;
  Quantities out_;
};

}  // namespace

Quantities FindQuantities(const Document& document, const Lexicon& lexicon) {
  LexedText lexed(document.folded.text);
  return FindQuantities(document, lexicon, &lexed);
}

Quantities FindQuantities(const Document& document, const Lexicon& lexicon, LexedText* lexed) {
  const Words& words = lexicon.For(*document.article);
  const std::vector<Token>& tokens = lexed->With(words);
  const std::vector<Amount> amounts = ReadAmounts(document, tokens, lexicon);
  return Resolver(document, lexicon, words, tokens, amounts).Run();
}

}  // namespace dealwire
