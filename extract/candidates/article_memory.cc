#include "extract/candidates/article_memory.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "base/text.h"

namespace dealwire {
namespace {

void RememberIn(const std::string& id, std::vector<std::string>* ids) {
  constexpr size_t kMemory = 4;
  std::erase(*ids, id);
  ids->insert(ids->begin(), id);
  if (ids->size() > kMemory) ids->resize(kMemory);
}

}  // namespace

ArticleMemory::ArticleMemory(const Document& document, const std::vector<SentenceScene>& scenes,
                             const CandidateFinder& finder,
                             const std::vector<Candidate>* candidates)
    : document_(document), scenes_(scenes), finder_(finder), candidates_(candidates) {
  constexpr size_t kBeginning = 6;  // sentences
  context_.told = candidates;
  context_.scenes = &scenes;
  ReadTitle();
  CountNames();
  title_ = context_.title;
  context_.article_site = std::any_of(
      scenes.begin(), scenes.begin() + std::min(scenes.size(), kBeginning),
      [](const SentenceScene& scene) { return scene.Has(Cue::kSite) || scene.Has(Cue::kCompute); });
  ReadTopic();
  begins_with_sites_ = !document.blocks.empty() && SpeaksOfSites(0);
}

void ArticleMemory::EnterBlock(size_t index) {
  const DocumentBlockKind kind = document_.blocks[index].kind;
  context_.near_site = SpeaksOfSites(index) || (index > 0 && SpeaksOfSites(index - 1));
  context_.site = context_.near_site || begins_with_sites_;
  context_.list_follows = ListFollows(index);
  context_.item = kind == DocumentBlockKind::kListItem || kind == DocumentBlockKind::kTableRow;
  EnterEntry(document_.blocks[index]);
  const int lead = document_.blocks[index].lead_in;
  context_.lead_in = nullptr;
  if (lead >= 0) {
    const DocumentBlock& before = document_.blocks[static_cast<size_t>(lead)];
    if (before.end_sentence > before.first_sentence)
      context_.lead_in = &scenes_[before.end_sentence - 1];
  }
}

// "* X: the company builds ...": an item of a list that begins with a name and a colon.
bool ArticleMemory::IsHeadedByName(const DocumentBlock& block) const {
  constexpr size_t kHead = 16;  // bytes: a bullet, a number
  for (size_t s = block.first_sentence; s < block.end_sentence; ++s) {
    if (!scenes_[s].heads.empty()) return true;
  }
  if (block.kind != DocumentBlockKind::kListItem || block.first_sentence == block.end_sentence)
    return false;
  const SentenceScene& first = scenes_[block.first_sentence];
  if (first.parties.empty()) return false;
  const Party& head = first.parties.front();
  if (head.coreference || head.in_chip || !(head.known || head.strong) ||
      head.span.byte_start > block.span.byte_start + kHead)
    return false;
  const std::string_view text = document_.text;
  size_t at = text.find_first_not_of(" \u00A0", head.span.byte_end);
  if (at == std::string_view::npos) return false;
  const char32_t c = NextCodePoint(text, &at);
  return c == ':' || c == 0xFF1A;
}

// What an entry, or an item headed by a name, tells is of whom it names itself: it goes on nothing
// told before. Where an entry names somebody first whom the title does not, it is not about the
// title's.
void ArticleMemory::EnterEntry(const DocumentBlock& block) {
  context_.title = title_;
  if (!block.entry && !IsHeadedByName(block)) return;
  context_.subjects.clear();
  context_.others.clear();
  context_.before.clear();
  context_.builder.clear();
  if (!block.entry) return;  // an item goes on with what those before are about
  context_.last_frame = nullptr;
  for (size_t s = block.first_sentence; s < block.end_sentence; ++s) {
    for (const Party& p : scenes_[s].parties) {
      if (p.coreference || p.in_chip || !(p.known || p.strong)) continue;
      if (std::ranges::none_of(title_,
                               [&](const std::string& id) { return finder_.SameGroup(id, p.id); }))
        context_.title.clear();
      return;
    }
  }
}

void ArticleMemory::ReadTitle() {
  if (document_.blocks.empty() || document_.blocks[0].kind != DocumentBlockKind::kTitle) return;
  const DocumentBlock& title = document_.blocks[0];
  for (size_t s = title.first_sentence; s < title.end_sentence; ++s) {
    for (const Party& p : scenes_[s].parties) {
      if ((p.known || p.strong) && !p.coreference && !p.in_chip &&
          std::ranges::find(context_.title, p.id) == context_.title.end())
        context_.title.push_back(p.id);
    }
  }
}

void ArticleMemory::ReadTopic() {
  int sentences = 0, of_field = 0;
  bool megawatts = false, named = false;
  for (const SentenceScene& scene : scenes_) {
    named =
        named || scene.Has(Cue::kSite) || std::ranges::any_of(scene.parties, [&](const Party& p) {
          return p.known && !p.coreference && finder_.IsOfField(p.id);
        });
    if (scene.Has(Cue::kTopic)) of_field += document_.InTitle(scene.span) ? 2 : 1;
    megawatts = megawatts || !scene.power.empty();
    const bool seller = std::ranges::any_of(scene.parties, [&](const Party& p) {
      return p.product || (p.known && !p.coreference && finder_.SellsComputeAlone(p.id));
    });
    const bool speaks = scene.Has(Cue::kCompute) || scene.Has(Cue::kChipNoun) ||
                        !scene.chips.empty() || seller ||
                        (scene.Has(Cue::kSite) && !scene.power.empty());
    if (speaks) sentences += document_.InTitle(scene.span) ? 2 : 1;
  }
  context_.topic = sentences >= 2 || (sentences == 1 && megawatts);
  context_.field = of_field > 0;
  context_.near_field = of_field + sentences > 0;
  context_.off_field = scenes_.size() >= kLeastOffField && !context_.near_field && !named;
}

void ArticleMemory::CountNames() {
  std::map<std::string, int> named;
  for (const SentenceScene& scene : scenes_) {
    for (const Party& p : scene.parties)
      named[p.id] += (p.known || p.strong) && !p.in_chip && !p.coreference ? 1 : 0;
  }
  const auto most = std::ranges::max_element(named, {}, [](const auto& n) { return n.second; });
  ReadHero(named);
  if (most == named.end() || !context_.title.empty()) return;
  const auto often =
      std::ranges::count_if(named, [&](const auto& n) { return n.second == most->second; });
  if (most->second >= 3 || (most->second == 2 && often == 1 && Introduced(most->first)))
    context_.title.push_back(most->first);
}

void ArticleMemory::ReadHero(const std::map<std::string, int>& named) {
  constexpr int kLeast = 3;
  int first = 0, second = 0;
  for (const auto& [id, count] : named) {
    if (count > first) {
      second = first;
      first = count;
      context_.hero = id;
    } else {
      second = std::max(second, count);
    }
  }
  const bool alone = context_.title.size() == 1 && context_.title[0] == context_.hero;
  if (first < kLeast || (!alone && 2 * first < 3 * second) || first == second)
    context_.hero.clear();
}

bool ArticleMemory::Introduced(const std::string& id) const {
  constexpr int kFirst = 2;
  int paragraphs = 0;
  for (const DocumentBlock& block : document_.blocks) {
    if (block.kind != DocumentBlockKind::kParagraph || block.repeats_title) continue;
    if (++paragraphs > kFirst) return false;
    for (size_t s = block.first_sentence; s < block.end_sentence; ++s) {
      if (std::ranges::find(scenes_[s].parties, id, &Party::id) != scenes_[s].parties.end())
        return true;
    }
  }
  return false;
}

void ArticleMemory::Remember(const SentenceScene& unresolved) {
  if (unresolved.parties.empty()) return RememberDeals(unresolved);
  SentenceScene scene = finder_.Resolve(unresolved, context_);
  // The first unmarked name is what the sentence is about, else who "the company" is.
  const auto unmarked = [](const Party& p, bool told) {
    return (p.known || p.strong) && p.coreference == told && !p.in_chip &&
           (p.marks & ~static_cast<unsigned>(kRelSubject)) == 0;
  };
  const Party* subject = nullptr;
  for (const bool told : {false, true}) {
    for (const Party& p : scene.parties) {
      if (subject == nullptr && unmarked(p, told)) subject = &p;
    }
  }
  for (const Party& p : scene.parties) {
    // "The contractor is X": of whom the site is no more than before.
    if (&p == subject && p.side != DealSide::kProvider && !finder_.IsBuilder(p.id)) {
      RememberSubject(scene, p.id);
    } else if (!p.coreference && !p.in_chip && (p.known || p.strong)) {
      RememberIn(p.id, &context_.others);
    }
  }
  if (subject == nullptr) RememberSole(scene);
  RememberDeals(scene);
  if (!unresolved.HasNames()) return;
  if (context_.before.size() > 1) context_.before.pop_back();
  context_.before.insert(context_.before.begin(), std::move(scene));
}

void ArticleMemory::RememberDeals(const SentenceScene& scene) {
  RememberBorrower(scene);
  const bool told = !candidates_->empty() && candidates_->back().sentence == scene.index;
  context_.last_frame = told ? candidates_->back().frame : nullptr;
}

void ArticleMemory::RememberSole(const SentenceScene& scene) {
  if (!scene.Has(Cue::kBuild) || !scene.Has(Cue::kSite) || scene.Has(Cue::kNoDeal)) return;
  std::string sole;
  for (const Party& p : scene.parties) {
    if (p.in_chip || p.coreference || !(p.known || p.strong)) continue;
    if (!sole.empty() && !finder_.SameGroup(sole, p.id)) return;
    sole = p.id;
  }
  if (sole.empty() || finder_.IsInvestor(sole) || finder_.IsBuilder(sole) ||
      finder_.SellsPower(sole))
    return;
  TakeBuilder(scene, sole);
}

void ArticleMemory::RememberSubject(const SentenceScene& scene, const std::string& id) {
  RememberIn(id, &context_.subjects);
  context_.subject_at = scene.index;
  if (!context_.item) context_.lead = id;
  const bool builds = scene.Has(Cue::kBuild) || scene.Has(Cue::kExtend) || GivesUpSite(scene);
  if (!builds || !(scene.Has(Cue::kSite) || GivesUpBuilding(scene, id))) return;
  TakeBuilder(scene, id);
}

void ArticleMemory::TakeBuilder(const SentenceScene& scene, const std::string& id) {
  context_.builder = id;
  context_.builder_at = scene.index;
  context_.given_up = GivesUp(scene);
  context_.builds_site = scene.Has(Cue::kSite);
}

bool ArticleMemory::GivesUpBuilding(const SentenceScene& scene, const std::string& id) const {
  const bool builds = scene.Has(Cue::kBuild) || scene.Has(Cue::kExtend);
  return builds && GivesUp(scene) && finder_.RunsClouds(id);
}

bool ArticleMemory::GivesUpSite(const SentenceScene& scene) {
  return scene.Has(Cue::kSite) && GivesUp(scene);
}

bool ArticleMemory::GivesUp(const SentenceScene& scene) {
  return scene.Has(Cue::kCancelled) && std::ranges::none_of(scene.cues, [](const CueMatch& c) {
           return IsTrigger(c.cue) && c.cue != Cue::kBuild && c.cue != Cue::kInvest;
         });
}

void ArticleMemory::RememberBorrower(const SentenceScene& scene) {
  if (!scene.Has(Cue::kSite) && !scene.Has(Cue::kBuild)) return;
  for (const Candidate& c : *candidates_) {
    const bool lent = c.deal.kind == DealKind::kFinancing;
    const std::vector<std::string>& side = lent ? c.deal.provider : c.deal.customer;
    const bool built = c.deal.kind == DealKind::kCapex && scene.Has(Cue::kBuild);
    if (c.sentence != scene.index || !(lent || built) || side.empty()) continue;
    TakeBuilder(scene, side[0]);
    context_.builds_site = true;
  }
}

bool ArticleMemory::SpeaksOfSites(size_t index) const {
  const DocumentBlock& block = document_.blocks[index];
  for (size_t s = block.first_sentence; s < block.end_sentence; ++s) {
    if (scenes_[s].Has(Cue::kSite)) return true;
  }
  return false;
}

bool ArticleMemory::ListFollows(size_t index) const {
  if (index + 1 >= document_.blocks.size()) return false;
  // A line between the sum and its list ("In detail:") parts them not.
  for (size_t next = index + 1; next < document_.blocks.size() && next <= index + 2; ++next) {
    const int lead = document_.blocks[next].lead_in;
    if (lead == static_cast<int>(index)) return true;
    if (next == index + 2 && lead == static_cast<int>(index + 1)) return true;
  }
  return false;
}

}  // namespace dealwire
