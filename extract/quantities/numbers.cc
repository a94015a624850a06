#include "extract/quantities/numbers.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace dealwire {
namespace {

// The lowest place of a whole number that is not zero: 100 of 300, 10 of 320.
double LowestPlace(double value) {
  if (value <= 0 || value != std::floor(value)) return 0;
  double place = 1;
  while (std::fmod(value, place * 10) == 0 && place < 1e15) place *= 10;
  return place;
}

// 33.7 times a billion is 33,700,000,000 and not 4 millionths more, which is all that a double
// knows of 33.7.
double Exact(double value) {
  const double cents = std::round(value * 100) / 100;
  return std::abs(value - cents) <= 1e-14 * std::abs(value) ? cents : value;
}

// What scales of a thousand and more closed: the parts of "1 cho 7 cheon" by their scales, each
// smaller than the one before, so that a scale that follows multiplies the smaller ones alone.
class Closed {
 public:
  // Closes `value` and all parts that are smaller than the scale; one of it where there is none.
  void Multiply(double value, bool has_value, double scale) {
    double sum = has_value ? value : 0;
    double inner = 1;
    bool stacked = has_value;
    while (size_ > 0 && parts_[size_ - 1].scale <= scale) {
      const Part& part = parts_[--size_];
      sum += part.value;
      inner = std::max(inner, part.scale);
      stacked = true;
    }
    if (size_ == parts_.size()) return;  // none is left out: each scale is larger than the next
    parts_[size_++] = {inner * scale, (stacked ? sum : 1) * scale};
  }
  void AddToLast(double value) {
    if (size_ > 0) parts_[size_ - 1].value += value;
  }
  double Sum() const {
    double sum = 0;
    for (size_t i = 0; i < size_; ++i) sum += parts_[i].value;
    return sum;
  }

 private:
  struct Part {
    double scale = 1;  // with those that it stacks on: 1e12 of "wan yi"
    double value = 0;
  };
  std::array<Part, 16> parts_;
  size_t size_ = 0;
};

// Adds up a number from its parts, left to right. `closed_parts_` is what scales of a thousand and
// more closed, `section_` what hundreds closed, `current_` what is open.
class Reader {
 public:
  Reader(const std::vector<Token>& tokens, bool with_sign, Number* out)
      : tokens_(tokens), with_sign_(with_sign), out_(*out) {}

  bool Read(size_t at) {
    out_ = Number();
    out_.first = out_.end = at;
    size_t i = at;
    // No number that anyone writes has more parts: what goes on and on is read in pieces, not anew
    // from each of its words.
    constexpr size_t kMostParts = 64;
    while (i < std::min(tokens_.size(), at + kMostParts)) {
      const size_t next = Skip(i);
      if (!Take(next)) break;
      i = out_.end = next + 1;
    }
    if (out_.end == at || (!any_ && !digits_)) return false;
    return Finish(at);
  }

 private:
  // Past what may join two parts of a number: "de", "of", a hyphen.
  size_t Skip(size_t i) const {
    if (!any_ && !digits_) return i;
    const Token& t = tokens_[i];
    const bool next = i + 1 < tokens_.size();
    if (!next) return i;
    const Token& n = tokens_[i + 1];
    const bool scale = n.Is(Role::kScale) || n.Is(Role::kPlural);
    if (t.IsPunct('-') && !t.space && !n.space && scale) return i + 1;
    if (t.Is(Role::kOf) && scale && (t.word->roles & kNumeral) == 0) return i + 1;
    // "hundreds of thousands", "a quarter of a billion": the phrase brings its own "of".
    return i;
  }

  bool Take(size_t i) {
    const Token& t = tokens_[i];
    if (t.kind == TokenKind::kNumber) return TakeLiteral(i);
    if (t.kind != TokenKind::kWord) return false;
    if (any_ || digits_) {
      if (TakeHalf(t) || TakeScale(i)) return true;
      if (t.Is(Role::kAtLeastAfter) && CountsOn(i)) {  // "300 duo yi": more than 300
        out_.open = true;
        return true;
      }
      if (t.Is(Role::kAnd) && any_ && (NumberFollows(i) || LowerScaleFollows(i))) return true;
    }
    return TakeWord(i);
  }

  bool TakeLiteral(size_t i) {
    const Token& t = tokens_[i];
    if (!t.valid) return false;
    if (!any_ && !digits_) {
      current_ = t.value;
      has_current_ = any_ = out_.literal = true;
      out_.colon = t.colon;
      out_.decimal = t.decimal;
      out_.year_like = t.IsYear();
      return true;
    }
    if (waiting_ > 0) {
      closed_parts_.AddToLast((t.value - 1) * waiting_);
      waiting_ = 0;
      return out_.literal = true;
    }
    // "8 oku 7000 man", "12 crore 50 lakh": smaller than the scale before, and a scale follows or
    // it is written together.
    if (!closed_ || has_current_ || t.value >= last_scale_ || last_scale_ < 1000) return false;
    const Sense* scale = ScaleOf(i);
    const bool together = !t.space && !t.glued;
    const bool counted = !out_.literal && IsMoney(i + 1);  // "bin 500 lira"
    // "9 mil 800 millones": thousands of the scale that follows.
    const bool thousands = scale != nullptr && last_scale_ == 1000 && scale->a >= 1e6;
    if (!(scale != nullptr && scale->a < last_scale_) && !thousands && !together && !counted)
      return false;
    current_ = t.value;
    has_current_ = true;
    return true;
  }

  bool TakeHalf(const Token& t) {
    const Sense* half = t.As(Role::kHalf);
    if (half == nullptr || out_.halved) return false;
    out_.halved = true;
    if (closed_ && !has_current_) {
      closed_parts_.AddToLast(half->a * last_scale_);
    } else {
      current_ += half->a;
      has_current_ = true;
    }
    return true;
  }

  bool TakeScale(size_t i) {
    const Token& t = tokens_[i];
    const Sense* scale = t.As(Role::kScale);
    if (scale == nullptr) {
      scale = t.As(Role::kPlural);
      if (scale != nullptr && out_.article) {  // "a multibillion-dollar deal"
        out_.open = true;
        current_ = 2;
      }
    }
    if (scale == nullptr) scale = ShortScale(i);
    if (scale == nullptr) return false;
    if (t.Is(Role::kNumber) && !has_current_ && scale->a < 1000) return false;
    // "A billion and half a billion" says its scale again.
    if (out_.halved && !has_current_ && scale->a == last_scale_) return true;
    return Multiply(*scale);
  }

  bool IsMoney(size_t i) const {
    return i < tokens_.size() && (tokens_[i].Is(Role::kCurrency) || tokens_[i].Is(Role::kNation));
  }

  // "bn", "m": glued to digits, or with a currency on either side.
  const Sense* ShortScale(size_t i) const {
    const Sense* scale = tokens_[i].As(Role::kShortScale);
    if (scale == nullptr || !has_current_) return nullptr;
    if (!tokens_[i].space || with_sign_) return scale;
    const size_t next = i + 1;
    const bool of = next < tokens_.size() && tokens_[next].Is(Role::kOf) && IsMoney(next + 1);
    return IsMoney(next) || of ? scale : nullptr;
  }

  bool Multiply(const Sense& scale) {
    SetRule(scale, true);
    out_.scaled = out_.scaled || scale.a >= 1000;
    if (digits_) {
      out_.low *= scale.a;
      out_.high = (out_.high + 1) * scale.a - scale.a;
      any_ = true;
      out_.scale = last_scale_ = scale.a;
      return true;
    }
    // Ten, hundred; and a thousand behind a larger scale, which the next one may count: "2 jo 4
    // cheon eok" is 2.4 jo.
    const bool within = scale.a == 1000 && closed_ && last_scale_ > 1000 && has_current_;
    if (scale.a < 1000 || within) {
      section_ += (has_current_ ? current_ : 1) * scale.a;
      current_ = 0;
      has_current_ = false;
      section_open_ = true;
      return true;
    }
    const bool section = has_current_ || section_open_;
    // Stacked: "mil millones", "lakh crore", "5 qian wan".
    closed_parts_.Multiply(section_ + current_, section, scale.a);
    section_ = current_ = 0;
    has_current_ = section_open_ = false;
    closed_ = true;
    out_.scale = last_scale_ = scale.a;
    out_.year_like = false;
    return true;
  }

  // A word that begins a number or goes on in it.
  bool TakeWord(size_t i) {
    const Token& t = tokens_[i];
    if (const Sense* digits = t.As(Role::kDigits); digits != nullptr && !any_ && !digits_) {
      digits_ = true;
      SetRule(*digits, true);
      out_.low = std::pow(10, digits->a - 1);
      out_.high = std::pow(10, digits->a) - 1;
      return true;
    }
    if (digits_) return false;
    if (t.Is(Role::kAtLeastPrefix) && ScaleFollows(i)) {
      out_.open = true;
      return true;
    }
    if (const Sense* vague = t.As(Role::kVague); vague != nullptr && !has_current_) {
      SetRule(*vague, true);
      if (vague->b == kRound) {
        out_.about = true;
      } else if (!out_.literal) {
        out_.open = true;
      }
      return Start(vague->a);
    }
    if (const Sense* part = t.As(Role::kPart); part != nullptr && !any_) {
      SetRule(*part, false);
      return Start(part->a);
    }
    if (const Sense* number = t.As(Role::kNumber)) return TakeSpelled(t, *number);
    return !any_ && BareScale(i);
  }

  bool TakeSpelled(const Token& t, const Sense& number) {
    if (number.b == kArticleNumber) {  // an article counts before a scale
      if (any_) return false;
      out_.article = true;
      return Start(number.a);
    }
    if (out_.article || out_.halved) return false;
    if (number.a == 0 && any_ && !has_current_) return true;  // a zero between places
    if (out_.literal && !(closed_ && !has_current_ && !t.space)) return false;
    if (has_current_ && current_ > 0 && !(number.a < LowestPlace(current_) && number.a > 0))
      return false;
    if (!has_current_ && section_open_ && number.a >= LowestPlace(section_)) return false;
    if (!has_current_ && closed_ && number.a >= last_scale_) return false;
    SetRule(number, false);
    if (waiting_ > 0) {  // "bilioni moja": the scale came first
      closed_parts_.AddToLast((number.a - 1) * waiting_);
      waiting_ = 0;
      return true;
    }
    current_ += number.a;
    has_current_ = any_ = true;
    return true;
  }

  // "billions of dollars" is at least two; "mil millones" is one.
  bool BareScale(size_t i) {
    const Token& t = tokens_[i];
    // Behind a bound the plural's form is a case of one: "vise od milijarde".
    const bool one = i > 0 && t.Is(Role::kScale) &&
                     (tokens_[i - 1].Is(Role::kAtLeast) || tokens_[i - 1].Is(Role::kAtMost) ||
                      tokens_[i - 1].Is(Role::kAbout));
    if (const Sense* plural = t.As(Role::kPlural); plural != nullptr && !one) {
      out_.open = true;
      Start(2);
      return Multiply(*plural);
    }
    const Sense* scale = t.As(Role::kScale);
    if (scale == nullptr) return false;
    any_ = true;
    if (scale->b == kBeforeNumber) waiting_ = scale->a;
    return Multiply(*scale);
  }

  bool Start(double value) {
    current_ = value;
    has_current_ = any_ = true;
    return true;
  }

  bool ScaleFollows(size_t i) const {
    return i + 1 < tokens_.size() && tokens_[i + 1].Is(Role::kScale);
  }
  // Between a number and its scale, or its money without a space: "1 yi duo yuan".
  bool CountsOn(size_t i) const {
    if (ScaleFollows(i)) return true;
    const Sense* money = i + 1 < tokens_.size() ? tokens_[i + 1].As(Role::kCurrency) : nullptr;
    return out_.scaled && money != nullptr && money->b != kSign && !tokens_[i].space &&
           !tokens_[i + 1].space;
  }

  // "one thousand and twenty": what follows "and" is smaller than the last place.
  bool NumberFollows(size_t i) const {
    if (out_.literal || i + 1 >= tokens_.size() || out_.article) return false;
    const Sense* number = tokens_[i + 1].As(Role::kNumber);
    if (number == nullptr || number->b == kArticleNumber) return false;
    const double place = has_current_    ? LowestPlace(current_)
                         : section_open_ ? LowestPlace(section_)
                                         : last_scale_;
    return number->a < place && number->a > 0;
  }

  // "1 miliardo e 200 milioni di euro": what follows "and" is counted in a smaller scale. Behind a
  // sign it is another sum.
  bool LowerScaleFollows(size_t i) const {
    constexpr double kThousand = 1000;
    if (!closed_ || has_current_ || with_sign_ || out_.decimal || out_.halved ||
        last_scale_ <= kThousand || i + 1 >= tokens_.size())
      return false;
    const Token& number = tokens_[i + 1];
    const Sense* scale = ScaleOf(i + 1);
    return number.kind == TokenKind::kNumber && number.valid && !number.decimal &&
           number.value < kThousand && scale != nullptr && scale->a < last_scale_;
  }

  // The scale behind the number at `i`, where one stands there: "200 millions", "200 de milioane".
  const Sense* ScaleOf(size_t i) const {
    const size_t of = i + 1 < tokens_.size() && tokens_[i + 1].Is(Role::kOf) ? 1 : 0;
    const size_t at = i + 1 + of;
    if (at >= tokens_.size()) return nullptr;
    const Sense* scale = tokens_[at].As(Role::kScale);
    return scale != nullptr ? scale : tokens_[at].As(Role::kPlural);
  }

  void SetRule(const Sense& sense, bool strong) {
    if (out_.has_rule && !strong) return;
    out_.rule = sense.rule;
    out_.has_rule = strong;
  }

  bool Finish(size_t at) {
    if (digits_) {
      out_.ranged = true;
    } else {
      out_.low = out_.high = Exact(closed_parts_.Sum() + section_ + current_);
    }
    // A trailing "and" belongs to what follows.
    while (out_.end > at + 1 && tokens_[out_.end - 1].Is(Role::kAnd) &&
           (tokens_[out_.end - 1].word->roles & (kNumeral | Bit(Role::kHalf))) == 0) {
      --out_.end;
    }
    if (out_.end > at + 1) out_.article = false;
    out_.year_like = out_.year_like && out_.end == at + 1;
    return std::isfinite(out_.high) && out_.high < 1e18;
  }

  const std::vector<Token>& tokens_;
  bool with_sign_;
  Number& out_;
  Closed closed_parts_;
  double section_ = 0, current_ = 0;
  double waiting_ = 0;  // a scale whose number is to follow
  double last_scale_ = std::numeric_limits<double>::infinity();
  bool closed_ = false, section_open_ = false, has_current_ = false, any_ = false;
  bool digits_ = false;
};

}  // namespace

bool ReadNumber(const std::vector<Token>& tokens, size_t at, bool with_sign, Number* out) {
  const Token& t = tokens[at];
  if (t.kind == TokenKind::kNumber ? !t.valid
                                   : (t.word == nullptr || (t.word->roles & kNumeral) == 0)) {
    return false;
  }
  return Reader(tokens, with_sign, out).Read(at);
}

}  // namespace dealwire
