#ifndef DEALWIRE_EXTRACT_TEXT_AUTOMATON_H_
#define DEALWIRE_EXTRACT_TEXT_AUTOMATON_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/text/first_bytes.h"
#include "extract/text/six_bytes.h"

namespace dealwire {

class ArchiveReader;  // base/archive.h
class ArchiveWriter;

// All words of a kind found in one pass over a folded text: an Aho-Corasick automaton. Built once
// when rules load, immutable after, safe from many threads. A scan costs O(text + matches) and, for
// the ends of long words, a comparison where their beginning stands; whatever the number of words.
// Source: Aho, Corasick, "Efficient string matching", CACM 18(6),
// 1975.
class Automaton {
 public:
  struct Match {
    uint32_t value;     // what Builder::Add was given
    size_t byte_start;  // in the scanned text
    size_t byte_end;
  };

  class Builder {
   public:
    // `word` is folded (extract/text/fold.h) and not empty; the same word may be added with several
    // values.
    void Add(std::string_view word, uint32_t value);
    Automaton Build() &&;

   private:
    friend class Automaton;
    std::vector<std::pair<std::string, uint32_t>> words_;
  };

  Automaton();
  Automaton(Automaton&&) noexcept;
  Automaton& operator=(Automaton&&) noexcept;
  ~Automaton();

  // Appends every occurrence of every word to `matches`, in no order that callers may count on:
  // most are inside words and are left out by them, who put the others in order (Before).
  void FindAll(std::string_view text, std::vector<Match>* matches) const;

  // By rising end, longer ones first at one end.
  static bool Before(const Match& a, const Match& b);

  // Appends the words that begin at `byte_start`. For words that begin where words of the text do,
  // cheaper than FindAll: what lies within the text's words is not looked at.
  void FindFrom(std::string_view text, size_t byte_start, std::vector<Match>* matches) const;

  // Whether FindFrom may find one there: a look at four bytes, and at six where those do not tell.
  bool MayFindFrom(std::string_view text, size_t byte_start) const {
    return first_bytes_.MayBegin(text, byte_start) && six_bytes_.MayBegin(text, byte_start);
  }

  // The first place at or behind `at` where four bytes say so; the text's size where there is none.
  size_t Next(std::string_view text, size_t at) const { return first_bytes_.Next(text, at); }

  size_t size() const;  // number of words
  size_t MemoryBytes() const;

  // For archives (base/archive.h).
  void Save(ArchiveWriter* out) const;
  void Load(ArchiveReader* in);

 private:
  friend class Builder;
  struct Tables;
  std::unique_ptr<Tables> tables_;
  FirstBytes first_bytes_;
  SixBytes six_bytes_;
};

}  // namespace dealwire

#endif  // DEALWIRE_EXTRACT_TEXT_AUTOMATON_H_
