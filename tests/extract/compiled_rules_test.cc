#include <catch2/catch.hpp>
#include <string>

#include "extract/extraction.h"
#include "extract/frames/frames.h"
#include "extract/names/registry.h"
#include "extract/quantities/lexicon.h"
#include "extract/rules.h"

namespace dealwire {
namespace {

// Everything that extraction says of a text, as one string.
std::string Told(const std::string& lang, const std::string& text, const RuleSet& rules) {
  Article article;
  article.lang = lang;
  article.text = text;
  article.published = "2025-11-13";
  CompleteArticle(&article);
  const Extraction out = Extract(article, rules);
  std::string told;
  for (const Mention& m : out.mentions) {
    told += std::to_string(m.span.byte_start) + "-" + std::to_string(m.span.byte_end) + ":" +
            std::to_string(m.value.index()) + " " + m.rule + "\n";
  }
  for (const Deal& deal : out.deals) {
    told += deal.id + " " + std::to_string(deal.confidence) + "\n";
    for (const std::string& id : deal.customer) told += "  customer " + id + "\n";
    for (const std::string& id : deal.provider) told += "  provider " + id + "\n";
  }
  return told;
}

TEST_CASE("rules: the compiled form says what the sources say", "[extract][rules]") {
  const auto sources = RuleSet::Embedded();  // of files: this program carries no compiled form
  const std::string image = sources->Save();
  const auto loaded = RuleSet::Load(image);
  REQUIRE(loaded.ok());
  const RuleSet& compiled = **loaded;
  CHECK(compiled.version() == sources->version());
  CHECK(compiled.registry().size() == sources->registry().size());
  size_t examples = 0;
  for (const NameExample& e : sources->registry().examples()) {
    INFO(e.where);
    CHECK(Told(e.lang, e.text, compiled) == Told(e.lang, e.text, *sources));
    ++examples;
  }
  for (const RuleExample& e : sources->frames().examples()) {
    INFO(e.where);
    CHECK(Told(e.lang, e.text, compiled) == Told(e.lang, e.text, *sources));
    ++examples;
  }
  for (const Lexicon::Example& e : sources->lexicon().examples()) {
    INFO(e.where);
    CHECK(Told(e.lang, e.text, compiled) == Told(e.lang, e.text, *sources));
    // A tag whose words no compiled form holds ready.
    CHECK(Told(e.lang + "-CA", e.text, compiled) == Told(e.lang + "-CA", e.text, *sources));
    ++examples;
  }
  CHECK(examples > 100);
}

TEST_CASE("rules: a compiled form that is cut short or of others is told", "[extract][rules]") {
  const std::string image = RuleSet::Embedded()->Save();
  for (size_t size = 0; size < image.size(); size += image.size() / 37 + 1) {
    INFO(size);
    const auto loaded = RuleSet::Load(std::string_view(image).substr(0, size));
    REQUIRE_FALSE(loaded.ok());
    CHECK(loaded.status().code() == StatusCode::kDataLoss);
  }
  std::string other = image;
  other[20] ^= 1;  // in the stamp
  CHECK_FALSE(RuleSet::Load(other).ok());
  CHECK_FALSE(RuleSet::Load(image + "x").ok());
}

}  // namespace
}  // namespace dealwire
