#ifndef DEALWIRE_BASE_BYTE_QUEUE_H_
#define DEALWIRE_BASE_BYTE_QUEUE_H_

#include <cstddef>
#include <memory>
#include <string_view>

namespace dealwire {

// Bytes that are taken from the front and written behind the end, in place: nothing is zeroed, and
// what is there is moved only where the room behind it does not suffice. Amortised, each byte is
// moved a bounded number of times.
class ByteQueue {
 public:
  // Valid until the next Room.
  std::string_view view() const { return {bytes_.get() + begin_, end_ - begin_}; }
  size_t size() const { return end_ - begin_; }

  // At least `bytes` to be written; what was written is told by Added.
  char* Room(size_t bytes);
  void Added(size_t bytes) { end_ += bytes; }
  void Append(std::string_view bytes);

  // Takes from the front; `bytes` are no more than there are.
  void Take(size_t bytes);
  // Drops all but the first `bytes`, which are no more than there are.
  void Truncate(size_t bytes) { end_ = begin_ + bytes; }

 private:
  std::unique_ptr<char[]> bytes_;
  size_t capacity_ = 0, begin_ = 0, end_ = 0;
};

}  // namespace dealwire

#endif  // DEALWIRE_BASE_BYTE_QUEUE_H_
