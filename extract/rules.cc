#include "extract/rules.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "base/toml.h"
#include "extract/cues.h"
#include "extract/frames.h"
#include "extract/languages.h"
#include "extract/lexicon.h"
#include "extract/rates.h"
#include "extract/registry.h"

namespace dealwire {

struct RuleSet::Parts {
  std::string version;
  std::unique_ptr<const Languages> languages;
  std::unique_ptr<const Registry> registry;
  std::unique_ptr<const Lexicon> lexicon;
  std::unique_ptr<const CueSet> cues;
  std::unique_ptr<const FrameSet> frames;
  std::unique_ptr<const Rates> rates;
};

RuleSet::RuleSet() : parts_(std::make_unique<Parts>()) {}
RuleSet::~RuleSet() = default;

StatusOr<std::shared_ptr<const RuleSet>> RuleSet::Compile(const RuleFiles& files) {
  Diagnostics problems;
  std::shared_ptr<RuleSet> rules(new RuleSet());
  Parts& parts = *rules->parts_;
  parts.version = files.version();
  parts.languages = Languages::Compile(files, &problems);
  parts.registry = Registry::Compile(files, &problems);
  parts.lexicon = Lexicon::Compile(files, &problems);
  parts.cues = CueSet::Compile(files, &problems);
  parts.frames = FrameSet::Compile(files, &problems);
  parts.rates = Rates::Compile(files, &problems);
  DW_RETURN_IF_ERROR(problems.ToStatus());
  return std::shared_ptr<const RuleSet>(std::move(rules));
}

std::shared_ptr<const RuleSet> RuleSet::Embedded() {
  static const std::shared_ptr<const RuleSet> rules = [] {
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

}  // namespace dealwire
