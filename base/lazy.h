#ifndef DEALWIRE_BASE_LAZY_H_
#define DEALWIRE_BASE_LAZY_H_

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace dealwire {

// A value that is made when it is first asked for, once, whatever thread asks; the value's type
// has a default. Asking again costs a load.
template <typename T>
class Lazy {
 public:
  using Value = T;

  Lazy() : state_(std::make_unique<State>()) {}
  Lazy(T value) : Lazy() { state_->value = std::move(value); }  // NOLINT: a value that is there
  explicit Lazy(std::function<T()> make) : Lazy() { state_->make = std::move(make); }

  const T& operator*() const {
    std::call_once(state_->once, [this] {
      if (state_->make) state_->value = state_->make();
      state_->make = nullptr;
    });
    return state_->value;
  }
  const T* operator->() const { return &**this; }

 private:
  struct State {
    std::once_flag once;
    std::function<T()> make;
    T value;
  };
  std::unique_ptr<State> state_;
};

}  // namespace dealwire

#endif  // DEALWIRE_BASE_LAZY_H_
