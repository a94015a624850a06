#include "extract/rules.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "base/archive.h"
#include "base/icu_version.h"
#include "base/lazy.h"
#include "base/toml.h"
#include "extract/frames/cues.h"
#include "extract/frames/frames.h"
#include "extract/learned/learned_models.h"
#include "extract/names/registry.h"
#include "extract/prefilter_words.h"
#include "extract/quantities/exchange.h"
#include "extract/quantities/lexicon.h"
#include "extract/quantities/rates.h"
#include "extract/text/languages.h"

// The compiled form of the embedded rules; cmake/CompiledRules.cmake links it to programs that are
// to start fast, others have none.
extern "C" {
extern const char dealwire_compiled_rules[] __attribute__((weak));      // NOLINT: an assembler's
extern const char dealwire_compiled_rules_end[] __attribute__((weak));  // NOLINT: an assembler's
}

namespace dealwire {
namespace {

constexpr uint64_t kEnd = 0x646e656572697764;

// What compiled rules depend on beside the rules and the program: ICU's data.
std::string Stamp() { return "dealwire rules " + IcuVersion(); }

}  // namespace

struct RuleSet::Parts {
  std::string version;
  std::shared_ptr<const Languages> languages;
  std::shared_ptr<const Registry> registry;
  std::shared_ptr<const Lexicon> lexicon;
  std::shared_ptr<const CueSet> cues;
  std::shared_ptr<const FrameSet> frames;
  std::shared_ptr<const Rates> rates;
  std::shared_ptr<const Exchange> exchange;
  std::shared_ptr<const Lazy<LearnedModels>> learned;
  std::shared_ptr<const Lazy<PrefilterWords>> prefilter_words;
};

std::shared_ptr<const RuleSet> RuleSet::With(std::shared_ptr<const FrameSet> frames) const {
  std::shared_ptr<RuleSet> copy(new RuleSet());
  *copy->parts_ = *parts_;
  copy->parts_->frames = std::move(frames);
  return copy;
}

std::shared_ptr<const RuleSet> RuleSet::With(std::shared_ptr<const CueSet> cues) const {
  std::shared_ptr<RuleSet> copy(new RuleSet());
  *copy->parts_ = *parts_;
  copy->parts_->cues = std::move(cues);
  return copy;
}

std::shared_ptr<const RuleSet> RuleSet::With(LearnedModels models) const {
  std::shared_ptr<RuleSet> copy(new RuleSet());
  *copy->parts_ = *parts_;
  copy->parts_->learned = std::make_shared<const Lazy<LearnedModels>>(std::move(models));
  return copy;
}

std::shared_ptr<const RuleSet> RuleSet::FramesAlone() const { return With(LearnedModels()); }

RuleSet::RuleSet() : parts_(std::make_unique<Parts>()) {}
RuleSet::~RuleSet() = default;

StatusOr<std::shared_ptr<const RuleSet>> RuleSet::Compile(const RuleFiles& files) {
  Diagnostics problems;
  std::shared_ptr<RuleSet> rules(new RuleSet());
  Parts& parts = *rules->parts_;
  parts.version = files.Version();
  parts.languages = Languages::Compile(files, &problems);
  parts.registry = Registry::Compile(files, &problems);
  parts.lexicon = Lexicon::Compile(files, &problems);
  parts.cues = CueSet::Compile(files, &problems);
  parts.frames = FrameSet::Compile(files, &problems);
  parts.rates = Rates::Compile(files, &problems);
  parts.exchange = Exchange::Compile(files, &problems);
  parts.learned =
      std::make_shared<const Lazy<LearnedModels>>(LearnedModels::Compile(files, &problems));
  DW_RETURN_IF_ERROR(problems.ToStatus());
  parts.prefilter_words = std::make_shared<const Lazy<PrefilterWords>>(
      [lexicon = parts.lexicon, registry = parts.registry] {
        return MakePrefilterWords(*lexicon, *registry);
      });
  return std::shared_ptr<const RuleSet>(std::move(rules));
}

std::string RuleSet::Save() const {
  ArchiveWriter out;
  out.Put(Stamp());
  out.Put(*parts_);
  out.Put(kEnd);
  return out.Take();
}

StatusOr<std::shared_ptr<const RuleSet>> RuleSet::Load(std::string_view bytes) {
  ArchiveReader in(bytes);
  std::string stamp;
  in.Get(&stamp);
  if (!in.ok() || stamp != Stamp()) return DataLoss("not made by this program with this ICU");
  std::shared_ptr<RuleSet> rules(new RuleSet());
  in.Get(rules->parts_.get());
  uint64_t end = 0;
  in.Get(&end);
  if (!in.ok() || !in.AtEnd() || end != kEnd) return DataLoss("compiled rules that are cut short");
  return std::shared_ptr<const RuleSet>(std::move(rules));
}

std::shared_ptr<const RuleSet> RuleSet::Embedded() {
  static const std::shared_ptr<const RuleSet> rules = [] {
    if (dealwire_compiled_rules != nullptr) {
      auto loaded = Load({dealwire_compiled_rules, static_cast<size_t>(dealwire_compiled_rules_end -
                                                                       dealwire_compiled_rules)});
      if (loaded.ok()) return *std::move(loaded);
    }
    StatusOr<std::shared_ptr<const RuleSet>> compiled = Compile(RuleFiles::Embedded());
    if (!compiled.ok()) {  // a build that passed its tests cannot come here
      fmt::print(stderr, "the rules compiled into this program are broken:\n{}\n",
                 Message(compiled.status()));
      std::abort();
    }
    return *std::move(compiled);
  }();
  return rules;
}

const std::string& RuleSet::version() const { return parts_->version; }
const Languages& RuleSet::languages() const { return *parts_->languages; }
const Registry& RuleSet::registry() const { return *parts_->registry; }
const Lexicon& RuleSet::lexicon() const { return *parts_->lexicon; }
const CueSet& RuleSet::cues() const { return *parts_->cues; }
const FrameSet& RuleSet::frames() const { return *parts_->frames; }
const Rates& RuleSet::rates() const { return *parts_->rates; }
const Exchange& RuleSet::exchange() const { return *parts_->exchange; }
const LearnedModels& RuleSet::learned() const { return **parts_->learned; }
const PrefilterWords& RuleSet::prefilter_words() const { return **parts_->prefilter_words; }

}  // namespace dealwire
