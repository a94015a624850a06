#include "extract/frames/frames.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "extract/text/fold.h"

namespace dealwire {
namespace {

constexpr std::array<const char*, 10> kRelations = {"subject", "object", "with",    "from", "to",
                                                    "by",      "in",     "between", "at",   "of"};

DealSide ParseRole(const TomlValue& table, std::string_view key, Diagnostics* problems) {
  const std::string name = table.String(key, problems);
  if (name == "customer") return DealSide::kCustomer;
  if (name == "provider") return DealSide::kProvider;
  if (!name.empty())
    problems->Add(table[key].Error(fmt::format("'{}' must be customer or provider", key)));
  return DealSide::kNone;
}

// A class of cues by its name.
std::optional<Cue> ReadCue(const TomlValue& table, const char* key, Diagnostics* problems) {
  const std::string name = table.String(key, problems);
  if (name.empty()) return std::nullopt;
  const std::optional<Cue> cue = ParseCue(name);
  if (!cue) {
    const std::string near = NearestCue(name);
    problems->Add(table[key].Error(
        near.empty() ? fmt::format("'{}' is no cue class; extract/frames/cues.h lists them", name)
                     : fmt::format("'{}' is no cue class; did you mean '{}'?", name, near)));
  }
  return cue;
}

Frame ReadFrame(const RuleFile& file, const TomlValue& table, Diagnostics* problems) {
  table.CheckKeys({"id",    "trigger", "kind",   "subject", "object",  "with",     "from",
                   "to",    "by",      "in",     "between", "at",      "of",       "weight",
                   "needs", "bare",    "status", "other",   "example", "near_miss"},
                  problems);
  Frame frame;
  frame.id = table.RequiredString("id", problems);
  frame.rule = file.path + ":" + frame.id;
  table.RequiredString("trigger", problems);
  frame.trigger = ReadCue(table, "trigger", problems).value_or(frame.trigger);
  frame.other = ReadCue(table, "other", problems);
  frame.kind = table.RequiredString("kind", problems);
  if (frame.kind != "goods" && !ParseKind(frame.kind)) {
    problems->Add(table["kind"].Error(
        fmt::format("unknown kind '{}'; write goods or a deal kind", frame.kind)));
  }
  for (size_t i = 0; i < kRelations.size(); ++i)
    frame.roles[i] = ParseRole(table, kRelations[i], problems);
  frame.weight = table.Number("weight", problems, 1);
  const std::vector<std::string> needs = table.Strings("needs", problems);
  for (const TomlValue& need : table.Array("needs")) {
    const std::string name = need.AsString().value_or("");
    if (name != "customer" && name != "provider")
      problems->Add(need.Error(fmt::format("a frame needs customer or provider, not '{}'", name)));
  }
  frame.needs_customer = std::ranges::find(needs, "customer") != needs.end();
  frame.needs_provider = std::ranges::find(needs, "provider") != needs.end();
  frame.bare = table.Bool("bare", problems);
  if (const std::string status = table.String("status", problems); !status.empty()) {
    if (const auto parsed = ParseStatus(status)) {
      frame.status = *parsed;
    } else {
      problems->Add(table["status"].Error(fmt::format("unknown status '{}'", status)));
    }
  }
  return frame;
}

std::vector<std::string> FoldedStrings(const TomlValue& table, std::string_view key,
                                       Diagnostics* problems) {
  std::vector<std::string> words = table.Strings(key, problems);
  for (std::string& word : words) word = FoldText(word);
  return words;
}

// What stands for a side of a deal among FrameSet's words of phrases, beside the indices of trades.
constexpr uint32_t kToldCustomer = UINT32_MAX, kToldProvider = UINT32_MAX - 1;

}  // namespace

std::unique_ptr<const FrameSet> FrameSet::Compile(const RuleFiles& files, Diagnostics* problems) {
  auto set = std::make_unique<FrameSet>();
  Automaton::Builder told_words;
  for (const RuleFile* file : files.Below("frames/")) {
    const StatusOr<TomlFile> parsed = TomlFile::Parse(file->name, file->text);
    if (!parsed.ok()) {
      problems->Add(Message(parsed.status()));
      continue;
    }
    parsed->root().CheckKeys({"frame", "sector", "told_as", "home"}, problems);
    for (const TomlValue& table : parsed->root().Array("frame")) {
      Frame frame = ReadFrame(*file, table, problems);
      if (table.Array("example").empty() || table.Array("near_miss").empty()) {
        problems->Add(table.Error(
            fmt::format("frame '{}' needs at least one example and one near_miss", frame.id)));
      }
      ReadRuleExamples(table, frame.rule, "", &set->examples_, problems);
      if (set->For(frame.trigger) != nullptr) {
        problems->Add(table.Error(
            fmt::format("a second frame for the trigger '{}'", CueName(frame.trigger))));
      }
      set->frames_.push_back(std::move(frame));
    }
    for (const TomlValue& table : parsed->root().Array("sector")) {
      table.CheckKeys({"name", "tier", "sells", "members", "words", "told_as"}, problems);
      const size_t index = set->sectors_.size();
      set->sectors_.push_back({table.RequiredString("name", problems),
                               table.Number("tier", problems), table.String("sells", problems),
                               table.Strings("words", problems)});
      for (const std::string& word : FoldedStrings(table, "told_as", problems))
        told_words.Add(word, static_cast<uint32_t>(index));
      for (const std::string& id : table.Strings("members", problems)) set->sector_of_[id] = index;
    }
    for (const TomlValue& table : parsed->root().Array("home")) set->homes_.Add(table, problems);
    const TomlValue& told = parsed->root()["told_as"];
    told.CheckKeys({"customer", "provider", "former", "latter"}, problems);
    for (const std::string& word : FoldedStrings(told, "customer", problems))
      told_words.Add(word, kToldCustomer);
    for (const std::string& word : FoldedStrings(told, "provider", problems))
      told_words.Add(word, kToldProvider);
    for (std::string& word : FoldedStrings(told, "former", problems))
      set->told_former_.push_back(std::move(word));
    for (std::string& word : FoldedStrings(told, "latter", problems))
      set->told_latter_.push_back(std::move(word));
  }
  set->told_words_ = std::make_shared<const Automaton>(std::move(told_words).Build());
  set->IndexWords();
  // Those that candidates/triggers.cc and candidates.cc read without a word for them.
  for (const Cue cue : {Cue::kAcquire, Cue::kBuild, Cue::kBuy, Cue::kContract}) {
    if (set->For(cue) == nullptr)
      problems->Add(fmt::format("frames/: no frame has the trigger '{}'; add one", CueName(cue)));
  }
  return set;
}

FrameSet FrameSet::WithFrame(size_t index, const Frame& frame) const {
  FrameSet copy = *this;
  copy.frames_[index] = frame;
  return copy;
}

const Frame* FrameSet::For(Cue trigger) const {
  const auto it = std::ranges::find(frames_, trigger, &Frame::trigger);
  return it == frames_.end() ? nullptr : &*it;
}

namespace {

// Words in scripts without spaces stand anywhere in a name.
bool BeginsSpaceless(char byte) { return static_cast<unsigned char>(byte) >= 0xE0; }
bool StandsAnywhere(std::string_view word) { return BeginsSpaceless(word[0]); }

// The last two bytes of a text; of one byte alone that one.
uint32_t TailOf(std::string_view text) {
  const uint32_t last = static_cast<unsigned char>(text.back());
  if (text.size() < 2) return last;
  return last | static_cast<uint32_t>(static_cast<unsigned char>(text[text.size() - 2])) << 8;
}

// The bucket of what has this tail.
constexpr size_t kTailKeys = 1024;
size_t TailKey(uint32_t tail) { return (tail ^ tail >> 5) % kTailKeys; }

}  // namespace

void FrameSet::IndexWords() {
  words_by_tail_.assign(kTailKeys, {});
  Automaton::Builder within;
  for (uint32_t sector = 0; sector < sectors_.size(); ++sector) {
    const std::vector<std::string>& words = sectors_[sector].words;
    for (uint32_t word = 0; word < words.size(); ++word) {
      const std::string& text = words[word];
      if (text.empty()) continue;
      if (StandsAnywhere(text)) {
        within.Add(text, sector);
      } else {
        words_by_tail_[TailKey(TailOf(text))].push_back({sector, word, TailOf(text),
                                                         static_cast<uint32_t>(text.size()),
                                                         static_cast<uint8_t>(text[0])});
      }
    }
  }
  words_within_ = std::make_shared<const Automaton>(std::move(within).Build());
}

// The first sector of which the name holds a word, and where last, there at the end of a part of
// the name. Asked of every pair of names of a sentence: only words that end as a part does are
// compared.
const FrameSet::Sector* FrameSet::Find(std::string_view org) const {
  const auto it = sector_of_.find(org);
  if (it != sector_of_.end()) return &sectors_[it->second];
  size_t found = sectors_.size();
  for (size_t end = org.size(); end != std::string_view::npos && end > 0;
       end = org.rfind('-', end - 1)) {
    const std::string_view part = org.substr(0, end);
    const uint32_t tail = TailOf(part), byte = tail & 0xFF;  // a word of one byte has that alone
    for (const uint32_t key : {tail, byte}) {
      for (const SectorWord& entry : words_by_tail_[TailKey(key)]) {
        if (entry.tail != key || entry.sector >= found || entry.size > end ||
            static_cast<uint8_t>(org[end - entry.size]) != entry.first)
          continue;
        const std::string& word = sectors_[entry.sector].words[entry.word];
        if (part.ends_with(word) && org.rfind(word) + word.size() == end) found = entry.sector;
      }
      if (tail == byte) break;
    }
  }
  if (std::ranges::any_of(org, BeginsSpaceless)) {
    std::vector<Automaton::Match> matches;
    words_within_->FindAll(org, &matches);
    for (const Automaton::Match& match : matches) found = std::min<size_t>(found, match.value);
  }
  return found == sectors_.size() ? nullptr : &sectors_[found];
}

const std::string& FrameSet::SectorOf(std::string_view org) const {
  static const std::string kNone;
  const Sector* sector = Find(org);
  return sector == nullptr ? kNone : sector->name;
}

double FrameSet::TierOf(std::string_view org) const {
  const Sector* sector = Find(org);
  return sector == nullptr ? 0 : sector->tier;
}

FrameSet::Telling FrameSet::ReadPhrase(std::string_view phrase) const {
  std::vector<Automaton::Match> matches;
  told_words_->FindAll(FoldText(phrase), &matches);
  Telling telling;
  bool customer = false, provider = false;
  for (const Automaton::Match& match : matches) {
    customer = customer || match.value == kToldCustomer;
    provider = provider || match.value == kToldProvider;
    if (match.value < sectors_.size()) telling.trades.push_back(match.value);
  }
  std::ranges::sort(telling.trades);
  if (customer || provider) telling.side = customer ? DealSide::kCustomer : DealSide::kProvider;
  return telling;
}

bool FrameSet::MayBeToldAs(std::string_view org, const Telling& telling) const {
  if (telling.trades.empty()) return false;
  const Sector* sector = Find(org);
  return sector != nullptr && std::ranges::binary_search(
                                  telling.trades, static_cast<uint32_t>(sector - sectors_.data()));
}

bool FrameSet::TellsTrade(const Telling& telling, std::string_view trade) const {
  return std::ranges::any_of(telling.trades,
                             [&](uint32_t sector) { return sectors_[sector].name == trade; });
}

ToldOrder FrameSet::OrderToldAs(std::string_view phrase) const {
  const std::string folded = FoldText(phrase);
  const auto is = [&](const std::vector<std::string>& words) {
    return std::ranges::find(words, folded) != words.end();
  };
  if (is(told_former_)) return ToldOrder::kFormer;
  return is(told_latter_) ? ToldOrder::kLatter : ToldOrder::kNone;
}

std::string_view FrameSet::SellsOf(std::string_view org) const {
  const Sector* sector = Find(org);
  return sector == nullptr ? std::string_view() : std::string_view(sector->sells);
}

}  // namespace dealwire
