#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "extract/fold.h"
#include "extract/name_signs.h"
#include "extract/name_text.h"
#include "extract/names.h"
#include "extract/registry.h"

namespace dealwire {
namespace {

constexpr size_t kMaxWords = 6;
constexpr size_t kMaxCandidates = 2000;
constexpr size_t kMaxHanBytes = 36;
constexpr size_t kMaxQuotedWords = 4;
constexpr size_t kMaxNounWords = 3;    // of a noun for organisations: "startup d'hébergement"
constexpr size_t kMaxDescription = 2;  // adjectives between noun and name
constexpr size_t kMinHeadSuffix = 3;   // letters before a head within one word: "Gewerbebank"

// A word of the document: letters and digits, with dots, ampersands and hyphens inside.
struct Token {
  size_t start = 0, end = 0;  // of Document::text
  std::string folded;
  Script script = Script::kNone;
  bool capital = false;  // its first letter
  bool all_capitals = false;
  bool camel = false;    // a capital after a small letter
  bool covered = false;  // within a known name
  bool first = false;    // of its sentence
};

class OpenFinder {
 public:
  OpenFinder(const Document& document, const Registry& registry, const Mentions& mentions)
      : document_(document),
        registry_(registry),
        lang_(document.article->lang),
        rules_(registry.Rules(lang_)),
        english_(registry.EnglishRules()) {
    for (const Mention& mention : mentions) {  // sorted by start
      if (covered_.empty() || !covered_.back().Overlaps(mention.span)) {
        covered_.push_back(mention.span);
      } else {
        covered_.back().byte_end = std::max(covered_.back().byte_end, mention.span.byte_end);
      }
    }
  }

  std::vector<OpenOrganisation> Find() {
    size_t latin = 0, other = 0;  // words
    for (const Sentence& sentence : document_.sentences) {
      tokens_.clear();
      Tokenize(sentence.span);
      for (const Token& token : tokens_) {
        (token.script == Script::kLatin ? latin : other) += 1;
        if (!HasCase(token.script)) continue;
        if (!token.capital) small_.insert(token.folded);
        if (token.capital && !token.first) inside_.insert(token.folded);
      }
    }
    foreign_latin_ = latin < other;
    for (const Sentence& sentence : document_.sentences) {
      if (found_.size() >= kMaxCandidates) break;
      tokens_.clear();
      Tokenize(sentence.span);
      for (const Span& span : SignedNames(document_, sentence.span, registry_))
        Emit(span.byte_start, span.byte_end, true);
      Capitalised();
      Quoted();
      Announced();
      Headed();
    }
    Unify();
    std::ranges::sort(found_, {}, [](const OpenOrganisation& o) {
      return std::pair(o.mention.span.byte_start, ~o.mention.span.byte_end);
    });
    std::vector<OpenOrganisation> out;
    for (OpenOrganisation& open : found_) {
      if (!out.empty() && out.back().mention.span.Overlaps(open.mention.span)) continue;
      out.push_back(std::move(open));
    }
    return out;
  }

 private:
  // ---- words

  void Tokenize(const Span& span) {
    const std::string_view text = document_.text;
    size_t at = span.byte_start;
    bool first = true;
    while (at < span.byte_end) {
      size_t next = at;
      const char32_t c = NextCodePoint(text, &next);
      if (!IsWordChar(c)) {
        at = next;
        continue;
      }
      Token token{.start = at, .end = TokenEnd(at, span.byte_end), .first = first};
      at = token.end;
      first = false;
      Describe(&token);
      tokens_.push_back(std::move(token));
    }
  }

  static bool WithoutSpaces(Script script) {
    return script == Script::kHan || script == Script::kKatakana || script == Script::kHangul;
  }

  size_t TokenEnd(size_t at, size_t limit) const {
    const std::string_view text = document_.text;
    size_t end = at;
    Script last = Script::kNone;
    while (at < limit) {
      const char32_t c = NextCodePoint(text, &at);
      if (IsWordChar(c)) {
        const Script script = ScriptOf(c);
        if (last != Script::kNone && WithoutSpaces(last) != WithoutSpaces(script)) break;
        if (script != Script::kDigit || last == Script::kNone) last = script;
        end = at;
        continue;
      }
      if ((c != '.' && c != '&' && c != '-') || at >= limit) break;
      size_t next = at;
      const char32_t after = NextCodePoint(text, &next);
      if (!IsWordChar(after) || (c == '-' && !JoinsByHyphen(end, after))) break;
    }
    return end;
  }

  // "T-Mobile", but "Karpatcloud-Chefin" is two words, as is all before a small letter.
  bool JoinsByHyphen(size_t before_end, char32_t after) const {
    if (!IsUpper(after)) return false;
    const size_t start = RunStart(document_.text, before_end);
    return before_end - start <= 2 || !rules_.noun_capitals;
  }

  void Describe(Token* token) const {
    const std::string_view slice =
        std::string_view(document_.text).substr(token->start, token->end - token->start);
    token->folded = FoldText(slice);
    bool any_small = false, after_small = false;
    size_t letters = 0;
    for (size_t i = 0; i < slice.size();) {
      const bool first = i == 0;
      const char32_t c = NextCodePoint(slice, &i);
      if (first) token->script = ScriptOf(c);
      const bool upper = IsUpper(c);
      if (first) token->capital = upper;
      if (upper && after_small) token->camel = true;
      after_small = IsLetter(c) && !upper;
      any_small |= after_small;
      letters += IsLetter(c) ? 1 : 0;
    }
    token->all_capitals = token->capital && !any_small && letters >= 2;
    token->covered = Covered({token->start, token->end});
  }

  bool Covered(const Span& span) const {
    const auto it = std::ranges::partition_point(
        covered_, [&](const Span& s) { return s.byte_end <= span.byte_start; });
    return it != covered_.end() && it->Overlaps(span);
  }

  static bool HasCase(Script script) {
    return script == Script::kLatin || script == Script::kCyrillic || script == Script::kGreek;
  }

  std::string_view Between(const Token& a, const Token& b) const {
    return std::string_view(document_.text).substr(a.end, b.start - a.end);
  }

  bool IsLegalForm(const Token& token) const {
    const auto is = [&](const NameRules& rules) {
      return rules.legal_forms.contains(token.folded) ||
             rules.legal_forms.contains(token.folded + ".");
    };
    return token.capital && (is(rules_) || is(english_));
  }

  bool IsSmallWord(const Token& token) const {
    return token.end - token.start == 1 || (small_.contains(token.folded) && !IsHead(token));
  }

  bool IsWholeHead(const Token& token) const {
    return rules_.org_heads.contains(token.folded) || english_.org_heads.contains(token.folded);
  }

  // A word that shows an organisation: "Group", or one that ends like one: "Gewerbebank".
  bool IsHead(const Token& token) const {
    const std::string& word = token.folded;
    if (rules_.org_heads.contains(word) || english_.org_heads.contains(word)) return true;
    const auto ends = [&](const StringSet& heads) {
      return std::ranges::any_of(heads, [&](const std::string& head) {
        return head.size() > 3 && word.size() >= head.size() + kMinHeadSuffix &&
               word.ends_with(head);
      });
    };
    return token.capital && (ends(rules_.org_heads) || (token.camel && ends(english_.org_heads)));
  }

  static bool Matches(const std::vector<ChipNoun::Word>& words, std::string_view token) {
    return std::ranges::any_of(words, [&](const ChipNoun::Word& word) {
      return word.open ? token.starts_with(word.text) && token.size() <= word.text.size() + 8
                       : token == word.text;
    });
  }

  bool IsCommon(const Token& token) const { return registry_.IsCommonName(lang_, token.folded); }

  // ---- candidates

  // Capitalised sequences in scripts that have capitals.
  void Capitalised() {
    for (size_t i = 0; i < tokens_.size();) {
      if (!Opens(tokens_[i])) {
        ++i;
        continue;
      }
      size_t end = i + 1;
      while (end < tokens_.size() && end - i < kMaxWords) {
        const size_t next = Continues(end);
        if (next == end) break;
        end = next;
      }
      Judge(i, end);
      i = end;
    }
  }

  bool Opens(const Token& token) const {
    return HasCase(token.script) && token.capital && !token.covered && !IsOrgNoun(token) &&
           !Matches(rules_.roles, token.folded);
  }

  // "the bank X"; with a capital inside a sentence it is a part of the name: "Banca Transilvania".
  bool IsOrgNoun(const Token& token) const {
    const bool part = token.capital && !token.first && !rules_.noun_capitals && IsHead(token);
    return !part && Matches(rules_.org_nouns, token.folded);
  }

  // The number of words of the noun among `nouns` that ends with the word at `at`; 0: none.
  size_t NounEnding(const std::vector<ChipNoun::Word>& nouns, size_t at) const {
    if (Matches(nouns, tokens_[at].folded)) return 1;
    std::string phrase = tokens_[at].folded;
    for (size_t words = 2; words <= kMaxNounWords && at + 1 >= words; ++words) {
      const Token& first = tokens_[at + 1 - words];
      if (Between(first, tokens_[at + 2 - words]) != " ") return 0;
      phrase.insert(0, first.folded + ' ');
      if (Matches(nouns, phrase)) return words;
    }
    return 0;
  }

  // The index past the word at `at` where it goes on a name, else `at`.
  size_t Continues(size_t at) const {
    const std::string_view gap = Between(tokens_[at - 1], tokens_[at]);
    if (gap != " " && gap != " & " && gap != "\xC2\xA0") return at;
    const Token& token = tokens_[at];
    if (Opens(token) || (token.script == Script::kDigit && !token.covered && gap == " " &&
                         token.end - token.start <= 3 && IsHead(tokens_[at - 1]))) {
      return Opens(token) ? at + 1 : at;
    }
    // Slavic and Romance names have one capital: "Banka" with a small letter ends them.
    if (!token.capital && gap == " ") {
      if (rules_.org_heads.contains(token.folded)) return at + 1;
    }
    // "Cassa Depositi e Prestiti", but "Solvera y Nostrum" are two.
    if (rules_.conjunctions.contains(token.folded) && !IsHead(tokens_[at - 1]) &&
        (at < 2 || !IsHead(tokens_[at - 2]))) {
      return at;
    }
    if ((rules_.connectors.contains(token.folded) || rules_.conjunctions.contains(token.folded)) &&
        at + 1 < tokens_.size() && Between(token, tokens_[at + 1]) == " " &&
        Opens(tokens_[at + 1]) && !rules_.connectors.contains(tokens_[at + 1].folded)) {
      return at + 2;
    }
    return at;
  }

  // Articles, and other small words whose capital comes from standing first, are no part of a name.
  size_t PastSmallWords(size_t begin, size_t end) const {
    while (begin < end && (tokens_[begin].first || Before(begin) == nullptr) &&
           (rules_.articles.contains(tokens_[begin].folded) ||
            (end - begin > 1 && IsSmallWord(tokens_[begin])))) {
      ++begin;
    }
    return begin;
  }

  void Judge(size_t begin, size_t end) {
    bool strong = false;
    if (rules_.noun_capitals) end = AfterHead(begin, end);
    begin = PastSmallWords(begin, end);
    while (begin < end && IsLegalForm(tokens_[begin]) && end - begin > 1) {
      strong = true;
      ++begin;
    }
    size_t name_end = end;
    while (name_end > begin + 1 && IsLegalForm(tokens_[name_end - 1])) {
      strong = true;
      --name_end;
    }
    if (begin >= name_end || AllCommon(begin, name_end) || IsPerson(begin)) return;
    if (tokens_[begin].first && name_end - begin > 1 && AllCommon(begin + 1, name_end)) return;
    const Token& token = tokens_[begin];
    const bool single = name_end - begin == 1;
    bool camel = false, head = false;
    for (size_t i = begin; i < name_end; ++i) {
      camel |= tokens_[i].camel;
      head |= single ? !rules_.noun_capitals && !IsWholeHead(token) && IsHead(token)
                     : IsHead(tokens_[i]);
    }
    strong |= camel || head || FollowsOrgNoun(begin) || PrecedesOrgNoun(name_end);
    // Latin words in a text of another script are a foreign name.
    strong |= !single && foreign_latin_ && token.script == Script::kLatin;
    if (single && IsWholeHead(token)) return;
    if (!strong) {
      if (single && (small_.contains(token.folded) || IsLegalForm(token))) return;
      if (rules_.noun_capitals && !token.all_capitals) return;
      if (single && token.first && !token.all_capitals && !SeenInside(token)) return;
    } else if (single && !camel && small_.contains(token.folded)) {
      return;
    }
    Emit(tokens_[begin].start, tokens_[name_end - 1].end, strong);
  }

  // Where nouns are capitalised, what follows a head is the next noun.
  size_t AfterHead(size_t begin, size_t end) const {
    for (size_t i = begin + 1; i < end; ++i) {
      if (rules_.org_heads.contains(tokens_[i].folded) ||
          (!tokens_[i].camel && IsHead(tokens_[i]) && !IsWholeHead(tokens_[i]))) {
        return i + 1;
      }
    }
    return end;
  }

  // A word at the start of a sentence is capitalised whatever it is.
  bool SeenInside(const Token& token) const {
    return !small_.contains(token.folded) &&
           (inside_.contains(token.folded) || InflectedInside(token.folded));
  }

  // "Karpatcloud" begins the sentence; inside another it is "Karpatcloudem".
  bool InflectedInside(const std::string& word) const {
    const auto with = [&](const std::string& stem, const StringSet& endings) {
      return std::ranges::any_of(endings,
                                 [&](const std::string& e) { return inside_.contains(stem + e); });
    };
    if (with(word, rules_.endings)) return true;
    return std::ranges::any_of(rules_.stems, [&](const auto& stem) {
      return word.size() > stem.first.size() + 3 && word.ends_with(stem.first) &&
             with(word.substr(0, word.size() - stem.first.size()), stem.second);
    });
  }

  bool AllCommon(size_t begin, size_t end) const {
    for (size_t i = begin; i < end; ++i) {
      const Token& token = tokens_[i];
      if (!IsCommon(token) && !rules_.connectors.contains(token.folded)) return false;
    }
    return true;
  }

  const Token* Before(size_t index) const {
    if (index == 0) return nullptr;
    const std::string_view gap = Between(tokens_[index - 1], tokens_[index]);
    // A quotation mark may open the name.
    return gap.size() <= 5 && gap.starts_with(' ') ? &tokens_[index - 1] : nullptr;
  }

  // Whether the word before the name, or one parted from it by its adjectives alone, is such that
  // `is` holds: "le directeur general Vladimir Ester", "la mutuelle lyonnaise Valmance".
  template <typename Is>
  bool DescribedBy(size_t begin, const Is& is) const {
    size_t at = begin;
    for (size_t words = 0; words <= (rules_.adjectives_after ? kMaxDescription : 0); ++words) {
      if (Before(at) == nullptr) return false;
      --at;
      if (is(at)) return true;
      const Token& token = tokens_[at];
      if (token.capital || token.end - token.start < 4 || rules_.connectors.contains(token.folded))
        return false;
    }
    return false;
  }

  bool IsPerson(size_t begin) const {
    return DescribedBy(begin, [&](size_t at) { return NounEnding(rules_.roles, at) > 0; });
  }

  bool FollowsOrgNoun(size_t begin) const {
    return DescribedBy(begin, [&](size_t at) { return NounEnding(rules_.org_nouns, at) > 0; }) ||
           FollowsDemonym(begin);
  }

  // "la romana Cyberalba": where it comes from stands for what it is.
  bool FollowsDemonym(size_t begin) const {
    const Token* word = Before(begin);
    if (word == nullptr || word->capital || begin < 2) return false;
    const Token& article = tokens_[begin - 2];
    return rules_.articles.contains(article.folded) && Between(article, *word).size() == 1 &&
           std::ranges::any_of(rules_.demonyms, [&](const std::string& ending) {
             return word->folded.size() > ending.size() + 2 && word->folded.ends_with(ending);
           });
  }

  // "Nostrum Norte, la operadora que ...": the noun follows as an apposition.
  bool PrecedesOrgNoun(size_t end) const {
    if (end >= tokens_.size()) return false;
    const std::string_view gap = Between(tokens_[end - 1], tokens_[end]);
    if (gap != ", " && gap != ": " && gap != " (") return false;
    size_t at = end;
    while (at < tokens_.size() && at < end + 2 && rules_.articles.contains(tokens_[at].folded))
      ++at;
    if (at >= tokens_.size() || tokens_[at].capital || tokens_[at].covered) return false;
    for (size_t words = 0; words < kMaxNounWords && at + words < tokens_.size(); ++words) {
      if (NounEnding(rules_.org_nouns, at + words) > words) return true;
    }
    return false;
  }

  // After a noun for organisations in scripts without capitals: as many words as are no small ones.
  void Announced() {
    for (size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (HasCase(tokens_[i].script) || tokens_[i].covered) continue;
      const bool head = rules_.org_heads.contains(tokens_[i].folded);
      if (!head && !Matches(rules_.org_nouns, tokens_[i].folded)) continue;
      size_t end = i + 1;
      while (end < tokens_.size() && end - i <= 3 &&
             Between(tokens_[end - 1], tokens_[end]) == " " && !tokens_[end].covered &&
             tokens_[end].script == tokens_[i].script &&
             !rules_.name_stops.contains(FoldName(tokens_[end].folded)) &&
             !rules_.name_stops.contains(tokens_[end].folded)) {
        ++end;
      }
      if (end > i + 1 && tokens_[i].script == Script::kArabic) {
        Emit(tokens_[head ? i : i + 1].start, tokens_[end - 1].end, true);
        i = end - 1;
      }
    }
  }

  // Where no capital shows a name, quotation marks do: a few words that are no small ones.
  void Quoted() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].script != Script::kArabic || !StandsAt(tokens_[i].start, false)) continue;
      size_t end = i;
      while (end < tokens_.size() && end - i < kMaxQuotedWords && !tokens_[end].covered &&
             !rules_.name_stops.contains(tokens_[end].folded) &&
             (end == i || Between(tokens_[end - 1], tokens_[end]) == " ")) {
        ++end;
      }
      if (end > i && StandsAt(tokens_[end - 1].end, true)) {
        Emit(tokens_[i].start, tokens_[end - 1].end, true);
        i = end - 1;
      }
    }
  }

  // Whether a quotation mark closes at `at`, or opens right before it.
  bool StandsAt(size_t at, bool closes) const {
    const std::string_view text = document_.text;
    if (closes ? at >= text.size() : at == 0) return false;
    const char32_t c = closes ? NextCodePoint(text, &at) : PreviousCodePoint(text, &at);
    return c == '"' || c == 0x201C || c == 0x201D || c == (closes ? 0xBB : 0xAB);
  }

  // Names that end in a word for organisations, in scripts without capitals.
  void Headed() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      switch (tokens_[i].script) {
        case Script::kDevanagari:
          HeadedWords(i);
          break;
        case Script::kHangul:
          HeadedHangul(i);
          break;
        case Script::kHan:
        case Script::kKatakana:
          HeadedHan(i);
          break;
        default:
          break;
      }
    }
  }

  // Where the run of words without a gap begins that holds a token: Latin letters may stand before
  // Han or Hangul in one name.
  size_t RunLow(size_t index) const {
    while (index > 0 && tokens_[index - 1].end == tokens_[index].start) --index;
    return tokens_[index].start;
  }

  void HeadedWords(size_t index) {
    if (!rules_.org_heads.contains(tokens_[index].folded)) return;
    size_t begin = index;
    while (begin > 0 && index - begin < 3 && Between(tokens_[begin - 1], tokens_[begin]) == " " &&
           !tokens_[begin - 1].covered && !rules_.name_stops.contains(tokens_[begin - 1].folded)) {
      --begin;
    }
    if (begin < index) Emit(tokens_[begin].start, tokens_[index].end, true);
  }

  void HeadedHangul(size_t index) {
    const Token& token = tokens_[index];
    const size_t low = RunLow(index);
    const std::string& word = token.folded;
    for (const std::string& head : rules_.org_heads) {
      const size_t at = word.rfind(head);
      if (at == std::string::npos || low + at == token.start) continue;
      const std::string_view rest = std::string_view(word).substr(at + head.size());
      if (!rest.empty() && !rules_.particles.contains(rest)) continue;
      const size_t end = token.end - rest.size();  // folding keeps the size of Hangul
      if (CountCodePoints(document_.Slice({low, end})) >= 3) {
        Emit(low, end, true);
      }
      return;
    }
  }

  void HeadedHan(size_t index) {
    const Token& token = tokens_[index];
    const size_t low = RunLow(index);
    const std::string_view text = document_.text;
    const std::string_view slice = text.substr(token.start, token.end - token.start);
    for (const std::string& head : rules_.org_heads) {
      if (ScriptAfter(head, 0) == Script::kLatin) continue;
      for (size_t at = slice.find(head); at != std::string_view::npos;
           at = slice.find(head, at + head.size())) {
        const size_t start = HanStart(low, token.start + at);
        if (CountCodePoints(text.substr(start, token.start + at - start)) < 2) continue;
        Emit(start, token.start + at + head.size(), true);
      }
    }
  }

  size_t HanStart(size_t low, size_t at) const {
    const std::string_view text = document_.text;
    size_t start = at;
    while (start > low && at - start < kMaxHanBytes) {
      size_t before = start;
      const char32_t c = PreviousCodePoint(text, &before);
      const bool hiragana = c >= 0x3041 && c <= 0x309F;
      if (hiragana || rules_.name_stops.contains(text.substr(before, start - before))) break;
      start = before;
    }
    // A stop of several characters ends where the name begins.
    for (const std::string& stop : rules_.name_stops) {
      const size_t in = text.substr(start, at - start).rfind(stop);
      if (in != std::string_view::npos) start += in + stop.size();
    }
    return start;
  }

  void Emit(size_t start, size_t end, bool strong) {
    const Span span = {start, end};
    if (Covered(span)) return;
    const std::string_view slice = document_.Slice(span);
    const std::string slug = OrganisationSlug(slice);
    if (slug.empty() || found_.size() >= kMaxCandidates) return;
    OrgValue org{slug, std::string(slice)};
    org.known = false;
    found_.push_back({{span, strong ? "names.open.strong" : "names.open", std::move(org)}, strong});
  }

  // One id for the inflected forms of a name: the shortest that the article has.
  void Unify() {
    std::unordered_set<std::string> ids, strong;
    for (const OpenOrganisation& open : found_) ids.insert(Get<OrgValue>(open.mention)->id);
    for (OpenOrganisation& open : found_) {
      OrgValue& org = std::get<OrgValue>(open.mention.value);
      org.id = BaseForm(org.id, ids);
      // "Kurs InPostu": a first word that the article elsewhere leaves out.
      const size_t dash = org.id.find('-');
      if (dash == std::string::npos || !AtSentenceStart(open.mention.span.byte_start)) continue;
      const std::string rest = BaseForm(org.id.substr(dash + 1), ids);
      if (ids.contains(rest)) org.id = rest;
    }
    // What is shown to be an organisation once is one wherever it stands.
    for (const OpenOrganisation& open : found_) {
      if (open.strong) strong.insert(Get<OrgValue>(open.mention)->id);
    }
    AddTopics(&strong);
    for (OpenOrganisation& open : found_) {
      open.strong = open.strong || strong.contains(Get<OrgValue>(open.mention)->id);
    }
  }

  // Who stands in the headline and twice in the article is who it is about.
  void AddTopics(std::unordered_set<std::string>* strong) const {
    constexpr int kOften = 2;
    std::unordered_map<std::string, int> named;
    for (const OpenOrganisation& open : found_) {
      if (!document_.InTitle(open.mention.span)) ++named[Get<OrgValue>(open.mention)->id];
    }
    for (const OpenOrganisation& open : found_) {
      const std::string& id = Get<OrgValue>(open.mention)->id;
      const auto it = named.find(id);
      if (document_.InTitle(open.mention.span) && it != named.end() && it->second >= kOften)
        strong->insert(id);
    }
  }

  bool AtSentenceStart(size_t offset) const {
    if (document_.sentences.empty()) return false;
    return document_.sentences[document_.SentenceAt(offset)].span.byte_start == offset;
  }

  std::string BaseForm(const std::string& id, const std::unordered_set<std::string>& ids) const {
    size_t cut = id.size();
    for (int letters = 0; letters < 6 && cut > 3; ++letters) {
      PreviousCodePoint(id, &cut);
      const std::string stem = id.substr(0, cut), rest = id.substr(cut);
      if (rules_.endings.contains(rest) && ids.contains(stem)) return stem;
      for (const auto& [dropped, endings] : rules_.stems) {
        if (endings.contains(rest) && ids.contains(stem + dropped)) return stem + dropped;
      }
    }
    return id;
  }

  const Document& document_;
  const Registry& registry_;
  const std::string lang_;
  const NameRules& rules_;
  const NameRules& english_;
  bool foreign_latin_ = false;              // the text is written in another script
  std::vector<Span> covered_;               // what other mentions take
  std::vector<Token> tokens_;               // of one sentence
  std::unordered_set<std::string> small_;   // words that the article writes without a capital
  std::unordered_set<std::string> inside_;  // and those with one inside a sentence
  std::vector<OpenOrganisation> found_;
};

}  // namespace

std::vector<OpenOrganisation> OpenOrganisations(const Document& document, const Registry& registry,
                                                const Mentions& mentions) {
  return OpenFinder(document, registry, mentions).Find();
}

std::string OrganisationSlug(std::string_view name) {
  // The dotless i is a letter of its own here; matching takes it for an i.
  const bool turkish = name.find("\xC4\xB1") != std::string_view::npos;
  const std::string folded = turkish ? FoldCase(name) : FoldText(name);
  std::string slug;
  bool gap = false;
  for (size_t i = 0; i < folded.size();) {
    const size_t start = i;
    const char32_t c = NextCodePoint(folded, &i);
    if (!IsWordChar(c)) {
      gap = !slug.empty();
      continue;
    }
    if (gap) slug.push_back('-');
    gap = false;
    slug.append(folded, start, i - start);
  }
  return slug;
}

}  // namespace dealwire
