#ifndef DEALWIRE_BASE_PIPELINE_H_
#define DEALWIRE_BASE_PIPELINE_H_

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace dealwire {

// Work on many cores, results in the order of the input. The calling thread asks `source` for items
// and hands results to `sink`; `jobs` threads run `work`. At most `window` items are between source
// and sink at any time, however long the run and however slow one item: memory is bounded and a
// slow sink slows the source (back-pressure). With jobs == 1 all runs on the calling thread; what
// the sink sees is the same whatever the number.
//
//   source  std::optional<In>()   the next item, nullopt at the end; called from one thread
//   work    Out(In)               pure of the other items; called from many threads
//   sink    bool(Out)             false stops the run early (a pipe closed, a signal); called from
//   one thread
template <typename In, typename Out>
class OrderedPipeline {
 public:
  using Source = std::function<std::optional<In>()>;
  using Work = std::function<Out(In)>;
  using Sink = std::function<bool(Out)>;

  OrderedPipeline(size_t jobs, Work work) : jobs_(jobs < 1 ? 1 : jobs), work_(std::move(work)) {}

  void Run(const Source& source, const Sink& sink) {
    if (jobs_ == 1) {
      while (std::optional<In> item = source()) {
        if (!sink(work_(*std::move(item)))) return;
      }
      return;
    }
    std::vector<std::jthread> workers;
    for (size_t i = 0; i < jobs_; ++i) workers.emplace_back([this] { WorkLoop(); });
    Feed(source, sink);
    const std::lock_guard lock(mutex_);
    closed_ = true;
    waiting_.clear();
    changed_.notify_all();
  }

 private:
  // Keeps the window full, and empties it in order.
  void Feed(const Source& source, const Sink& sink) {
    size_t in = 0, out = 0;
    bool more = true;
    while (more || out < in) {
      while (more && in - out < Window()) {
        std::optional<In> item = source();
        if (!item) {
          more = false;
          break;
        }
        const std::lock_guard lock(mutex_);
        waiting_.emplace(in++, *std::move(item));
        changed_.notify_all();
      }
      if (out < in && !sink(Take(out++))) return;
    }
  }

  Out Take(size_t index) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return done_.contains(index); });
    auto node = done_.extract(index);
    return std::move(node.mapped());
  }

  void WorkLoop() {
    while (true) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      auto node = waiting_.extract(waiting_.begin());
      lock.unlock();
      Out result = work_(std::move(node.mapped()));
      lock.lock();
      done_.emplace(node.key(), std::move(result));
      changed_.notify_all();
    }
  }

  size_t Window() const { return 4 * jobs_; }

  const size_t jobs_;
  const Work work_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<size_t, In> waiting_;
  std::map<size_t, Out> done_;
  bool closed_ = false;
};

}  // namespace dealwire

#endif  // DEALWIRE_BASE_PIPELINE_H_
