#include "scale/follow.h"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "base/time.h"
#include "scale/metrics.h"
#include "scale/replay.h"
#include "scale/replica.h"

namespace dealwire {
namespace {

constexpr auto kRest = std::chrono::milliseconds(500);  // between rounds without news

StatusOr<Offsets> PlacesOf(const FollowOptions& options, const std::string& topic,
                           const Replica& replica) {
  Offsets next;
  for (int32_t i = 0; i < options.partitions.at(topic); ++i) {
    DW_TRY((next[{topic, i}]), replica.Next({topic, i}));
  }
  return next;
}

}  // namespace

Status Follow(const FollowOptions& options, Replica* replica) {
  DW_TRY(Offsets articles, PlacesOf(options, options.topics.articles, *replica));
  DW_TRY(Offsets deals, PlacesOf(options, options.topics.deals, *replica));
  DW_TRY(const auto reader, EndReader::Open(options.settings));
  const auto stopped = [&] { return options.stop && options.stop(); };
  while (!stopped()) {
    const int64_t now = NowUnix();
    DW_RETURN_IF_ERROR(replica->SetAsOf(now, false));
    DW_TRY(const Offsets deal_ends, reader->EndsOf(deals));
    DW_TRY(const Offsets article_ends, reader->EndsOf(articles));
    double lag = 0;
    for (const auto& [place, end] : deal_ends) lag += static_cast<double>(end - deals[place]);
    for (const auto& [place, end] : article_ends) lag += static_cast<double>(end - articles[place]);
    options.metrics->Set("dealwire_lag", "", lag);
    Status done = Replay(
        options.settings, article_ends,
        [&](const KafkaMessage& message) {
          options.metrics->Add("dealwire_messages_total", "topic=\"articles\"");
          return replica->TakeArticle(message, options.claims.get());
        },
        options.stop, &articles);
    if (done.ok()) {
      done = Replay(
          options.settings, deal_ends,
          [&](const KafkaMessage& message) {
            options.metrics->Add("dealwire_messages_total", "topic=\"deals\"");
            return replica->TakeDeal(message);
          },
          options.stop, &deals);
    }
    if (done.code() == StatusCode::kCancelled) return OkStatus();
    DW_RETURN_IF_ERROR(done);
    DW_RETURN_IF_ERROR(replica->SetAsOf(now, true));
    if (options.once) return OkStatus();
    if (deal_ends.empty() && article_ends.empty()) std::this_thread::sleep_for(kRest);
  }
  return OkStatus();
}

}  // namespace dealwire
