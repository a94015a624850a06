#ifndef DEALWIRE_EXTRACT_QUANTITIES_AMOUNT_READER_H_
#define DEALWIRE_EXTRACT_QUANTITIES_AMOUNT_READER_H_

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "extract/quantities/amounts.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/numbers.h"

namespace dealwire {

// The grammar of amounts over the tokens of one text: what ReadAmounts runs. It goes forward and
// looks at a bounded number of tokens around each number.
class AmountReader {
 public:
  AmountReader(const Document& document, const std::vector<Token>& tokens, const Lexicon& lexicon)
      : document_(document), tokens_(tokens), lexicon_(lexicon) {}

  std::vector<Amount> Run();

 private:
  const Token& At(size_t i) const { return tokens_[std::min(i, tokens_.size() - 1)]; }
  bool Tight(size_t i) const {  // a hyphen that joins
    return At(i).IsPunct('-') && !At(i).space && !At(i + 1).space;
  }

  // --- extract/quantities/amounts.cc: what an amount begins with

  // "triennial", "multi-year": a span of time in one word.
  bool ReadTerm(size_t i, Amount* out) const;
  // One amount whose first token is tokens_[i].
  bool Read(size_t i, Amount* out) const;
  // Whether a letter of a script with word boundaries stands there: "20th", "3D".
  bool IsLetterAt(size_t folded) const;
  bool MayPrecedeDigits(size_t i) const;
  static void Take(const Number& number, Amount* out);
  // Currencies and nations before a number: "US$", "Canadian dollars", "RMB".
  void ReadSign(size_t* i, Amount* out) const;
  // "der Euro 1,1742 Dollar", "won 1.3 percent": a word whose number has a unit of its own.
  bool IsNameBefore(size_t first, const Number& number) const;
  bool HasSpace(const Token& t) const;
  // A bare word ("Euro 2024") is no sign unless the number looks like money.
  bool SignFits(size_t first, const Number& number) const;
  // Some codes are words unless they are written as codes.
  bool Takes(const Token& token, const Sense& money) const;
  bool InCapitals(const Token& token) const;

  // --- extract/quantities/amount_units.cc: what stands behind its number

  void ReadUnit(const Number& number, Amount* out) const;
  bool ReadMoney(const Number& number, size_t t, bool tail, Amount* out) const;
  // "$10-$20", "rmb 10 usd 20": a sign that belongs to the number behind it.
  bool OpensNext(size_t t, const Sense& money, const Amount& amount) const;
  // "Hundreds of thousands of kuai Nvidia chips": the word for money in everyday speech is a
  // measure word where a large count stands before it and another word right behind.
  bool CountsThings(size_t t, const Sense& money, const Number& number) const;
  bool TakeMoney(const Number& number, const Sense& money, int nation, size_t end,
                 Amount* out) const;
  bool TakeCents(const Number& number, const Sense& cents, size_t end, Amount* out) const;
  // "two pounds of flour", "zwei Pfund Kartoffeln"
  bool IsWeight(const Number& number, size_t end) const;
  static void Multiply(double factor, Amount* out);
  bool ReadPower(const Number& number, size_t t, Amount* out) const;
  bool ReadTime(const Number& number, size_t t, Amount* out) const;

  // --- extract/quantities/amount_ranges.cc: what joins two amounts, cents, lists

  // "30 to 40 billion euros", "$5-7bn", "between 1 and 2": the second end, if there is one.
  void ReadRange(Amount* a) const;
  // Whether a mere "to" between two amounts, no "from" before them, makes a range.
  bool JoinsBare(const Amount& a, const Amount& b) const;
  static void Join(const Amount& low, const Amount& high, Amount* out);
  // What an amount lacks, unit and scale, from the other end of its range.
  static void Inherit(const Amount& from, Amount* to, double most = 0);
  // kBetween or kFrom where such a word stands before tokens_[first], else kCount.
  Role Opener(size_t first) const;
  // "15 dollars and 15 cents", "zwei Euro fuenfzig", "50 yuan 6 jiao 3 fen".
  void AddCents(Amount* a) const;
  // "a year and six months", "one year and a half": parts of one span of time.
  void AddTime(Amount* a) const;
  // "yi kuai er", "san kuai ling si": tenths, or hundredths behind a zero.
  bool TenthsFollow(const Amount& a, const Number& number) const;
  // Whether a number of two digits right behind money is its cents: no unit of its own follows.
  bool BareCents(const Number& number, bool and_) const;
  void Joined(Amount* a) const;
  // "250, 300 and 38 billion dollars": those before have the last one's scale and unit.
  void ShareUnit();
  double PowerOf(const Amount& a) const;

  // --- extract/quantities/amount_bounds.cc: what bounds it

  // Qualifiers beside it, and what joins it to the amount before.
  void Finish(Amount* a) const;
  // 16.1 times 1e9 without the dust of binary fractions.
  static double Clean(double value);
  static std::optional<Qualifier> QualifierOf(const Token& t, bool after);
  static void Apply(Qualifier q, Amount* a);
  // Whether the bound word at tokens_[at] sets no bound here: "ein Vertrag ueber 38 Milliarden",
  // "over five years" are the sum and the span; "rose 3% to 95" ends a change.
  bool SetsNone(size_t at, Qualifier q, const Amount& a) const;
  // "Ein Vertrag mit Nebius ueber 3 Milliarden": whether nothing but names and prepositions stand
  // between such a noun and tokens_[at].
  bool EndsSumPhrase(size_t at) const;
  // Whether a word for rising or falling stands before tokens_[at].
  bool Rises(size_t at) const;
  // Likewise right behind it, where verbs stand last: Japanese "from 1 to 2 ni fuyasu".
  bool RisesBehind(size_t at) const;
  void Before(Amount* a) const;
  // A verb sets the bound and stays outside the slice ("exceeds 5 billion").
  static bool IsVerb(const Token& t, bool after);
  // Whether the bound word at tokens_[at], behind an amount, belongs to the one behind it: "about
  // 2 million euros, at least 1 million in cash". `apart`: a comma stands before it.
  bool BoundsNext(size_t at, bool apart) const;
  void After(Amount* a) const;

  const Document& document_;
  const std::vector<Token>& tokens_;
  const Lexicon& lexicon_;
  std::vector<Amount> amounts_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_QUANTITIES_AMOUNT_READER_H_
