#include "extract/names/glossed_names.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"

namespace dealwire {
namespace {

constexpr size_t kMostLetters = 6;  // of a short form

bool OpensBracket(char32_t c) { return c == '(' || c == 0xFF08; }
bool ClosesBracket(char32_t c) { return c == ')' || c == 0xFF09; }
bool IsQuote(char32_t c) {
  return c == '"' || c == '\'' || c == 0xBB || c == 0xAB || (c >= 0x2018 && c <= 0x201F) ||
         (c >= 0x300C && c <= 0x300F);
}

// Capitals and nothing else.
bool IsShortForm(std::string_view name) {
  size_t letters = 0;
  for (size_t i = 0; i < name.size(); ++letters) {
    if (!IsUpper(NextCodePoint(name, &i))) return false;
  }
  return letters >= 2 && letters <= kMostLetters;
}

// Whether a short form is made of the first letters of a name's words; some may be left out.
bool AreInitials(std::string_view letters, std::string_view name) {
  size_t at = 0;
  bool inside = false;  // a word
  for (size_t i = 0; i < name.size();) {
    const size_t start = i;
    const bool begins = !inside;
    inside = IsWordChar(NextCodePoint(name, &i));
    const std::string_view letter = name.substr(start, i - start);
    if (inside && begins && letters.substr(at).starts_with(letter)) at += letter.size();
  }
  return at == letters.size();
}

// Where the text of a bracket begins that opens right behind a name and its quotation mark.
std::optional<size_t> BracketBehind(std::string_view text, size_t at) {
  constexpr int kMostBetween = 3;  // characters
  for (int i = 0; i <= kMostBetween && at < text.size(); ++i) {
    const char32_t c = NextCodePoint(text, &at);
    if (OpensBracket(c)) return at;
    if (c == '\n' || (!IsSpace(c) && !IsQuote(c))) break;
  }
  return std::nullopt;
}

// Whether a bracket ends right behind a name.
bool EndsBracket(std::string_view text, size_t at) {
  return at < text.size() && ClosesBracket(NextCodePoint(text, &at));
}

// Whether a bracket that opens here holds a short form and nothing else.
bool HoldsShortForm(std::string_view text, size_t inside) {
  size_t at = inside;
  for (size_t letters = 0; letters <= kMostLetters && at < text.size(); ++letters) {
    const size_t end = at;
    if (ClosesBracket(NextCodePoint(text, &at)))
      return IsShortForm(text.substr(inside, end - inside));
  }
  return false;
}

class Glosses {
 public:
  Glosses(const Document& document, const Mentions& mentions, std::vector<OpenOrganisation>* open)
      : text_(document.text), mentions_(mentions), open_(*open) {}

  void Take() {
    for (const OpenOrganisation& o : open_) {
      if (const std::optional<size_t> inside = BracketBehind(text_, o.mention.span.byte_end))
        ReadBehind(o, *inside);
    }
    for (const Mention& m : mentions_) {
      const auto* org = Get<OrgValue>(m);
      if (org == nullptr || !org->known) continue;
      if (const std::optional<size_t> inside = BracketBehind(text_, m.span.byte_end))
        ReadShortForm(*org, *inside);
    }
    if (names_.empty()) return;
    for (OpenOrganisation& o : open_) {
      OrgValue& org = std::get<OrgValue>(o.mention.value);
      const auto it = names_.find(org.id);
      if (it == names_.end() || it->second.id.empty()) continue;
      org.id = it->second.id;
      org.known = it->second.known;
      o.strong = true;
      o.opening = false;
    }
  }

 private:
  struct Name {
    std::string id;  // "": two
    bool known = false;
  };

  // Of what begins a bracket: whether nothing else stands in it.
  bool FillsBracket(const Span& span) const { return EndsBracket(text_, span.byte_end); }

  void ReadBehind(const OpenOrganisation& name, size_t inside) {
    const OrgValue& own = *Get<OrgValue>(name.mention);
    const auto known = std::ranges::lower_bound(mentions_, inside, {}, Start);
    for (auto m = known; m != mentions_.end() && Start(*m) == inside; ++m) {
      const auto* org = Get<OrgValue>(*m);
      if (org != nullptr && org->known && FillsBracket(m->span)) return Add(own, *org);
    }
    const OpenOrganisation* other = OpenAt(inside);
    if (other == nullptr || !FillsBracket(other->mention.span)) return;
    const std::string_view letters = Slice(other->mention.span);
    if (IsShortForm(letters) && AreInitials(letters, Slice(name.mention.span)))
      Add(*Get<OrgValue>(other->mention), own);
  }

  void ReadShortForm(const OrgValue& known, size_t inside) {
    const OpenOrganisation* other = OpenAt(inside);
    if (other != nullptr && FillsBracket(other->mention.span) &&
        IsShortForm(Slice(other->mention.span)))
      Add(*Get<OrgValue>(other->mention), known);
  }

  void Add(const OrgValue& name, const OrgValue& same) {
    if (name.id == same.id) return;
    const auto [it, added] = names_.try_emplace(name.id, Name{same.id, same.known});
    if (!added && it->second.id != same.id) it->second.id.clear();
  }

  const OpenOrganisation* OpenAt(size_t start) const {
    const auto it = std::ranges::lower_bound(
        open_, start, {}, [](const OpenOrganisation& o) { return Start(o.mention); });
    return it != open_.end() && Start(it->mention) == start ? &*it : nullptr;
  }

  static size_t Start(const Mention& m) { return m.span.byte_start; }
  std::string_view Slice(const Span& span) const {
    return text_.substr(span.byte_start, span.size());
  }

  const std::string_view text_;
  const Mentions& mentions_;
  std::vector<OpenOrganisation>& open_;
  std::map<std::string, Name> names_;  // by the id of the open name
};

}  // namespace

bool MayBeGlossed(const Document& document, const Mentions& mentions) {
  const std::string_view text = document.text;
  return std::ranges::any_of(mentions, [&](const Mention& m) {
    const auto* org = Get<OrgValue>(m);
    if (org == nullptr || !org->known) return false;
    size_t before = m.span.byte_start;
    const bool inside = before > 0 && OpensBracket(PreviousCodePoint(text, &before)) &&
                        EndsBracket(text, m.span.byte_end);
    if (inside) return true;
    const std::optional<size_t> behind = BracketBehind(text, m.span.byte_end);
    return behind && HoldsShortForm(text, *behind);
  });
}

void TakeGlossedNames(const Document& document, const Mentions& mentions,
                      std::vector<OpenOrganisation>* open) {
  Glosses(document, mentions, open).Take();
}

}  // namespace dealwire
