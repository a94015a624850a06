#include "extract/text/automaton.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <ctime>
#include <random>
#include <string>
#include <tuple>

using namespace dealwire;

namespace {

using Found = std::tuple<size_t, size_t, uint32_t>;  // end, start, value

std::vector<Found> Scan(const Automaton& automaton, std::string_view text) {
  std::vector<Automaton::Match> matches;
  automaton.FindAll(text, &matches);
  std::ranges::sort(matches, Automaton::Before);
  std::vector<Found> out;
  for (const auto& m : matches) out.emplace_back(m.byte_end, m.byte_start, m.value);
  return out;
}

std::vector<Found> Naive(const std::vector<std::pair<std::string, uint32_t>>& words,
                         std::string_view text) {
  std::vector<Found> out;
  for (const auto& [word, value] : words) {
    for (size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      out.emplace_back(at + word.size(), at, value);
    }
  }
  std::ranges::sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string RandomWord(std::mt19937* random, size_t max_length, int alphabet) {
  std::string word(1 + (*random)() % max_length, 'a');
  for (char& c : word) c = static_cast<char>('a' + (*random)() % static_cast<unsigned>(alphabet));
  return word;
}

// Names as a registry has them: one to three made-up words.
std::string RandomName(std::mt19937* random) {
  std::string name = RandomWord(random, 9, 26);
  for (unsigned more = (*random)() % 3; more > 0; --more) {
    name.push_back(' ');
    name += RandomWord(random, 9, 26);
  }
  return name;
}

}  // namespace

TEST_CASE("automaton: empty, one byte, nested and repeated words", "[extract][automaton]") {
  CHECK(Scan(Automaton(), "anything").empty());
  CHECK(Scan(Automaton::Builder().Build(), "anything").empty());
  Automaton::Builder builder;
  builder.Add("he", 1);
  builder.Add("she", 2);
  builder.Add("hers", 3);
  builder.Add("his", 4);
  builder.Add("he", 5);
  builder.Add("he", 5);
  const Automaton automaton = std::move(builder).Build();
  CHECK(automaton.size() == 5);
  // By rising end, longer ones first at one end; a word added with two values gives both.
  CHECK(Scan(automaton, "ushers") ==
        std::vector<Found>{{4, 1, 2}, {4, 2, 1}, {4, 2, 5}, {6, 2, 3}});
  CHECK(Scan(automaton, "").empty());
}

TEST_CASE("automaton: all 256 bytes are letters", "[extract][automaton]") {
  Automaton::Builder builder;
  std::string all;
  for (int c = 0; c < 256; ++c) {
    all.push_back(static_cast<char>(c));
    builder.Add(all.substr(static_cast<size_t>(c)), static_cast<uint32_t>(c));
    builder.Add("\xE7\x94" + all.substr(static_cast<size_t>(c)), static_cast<uint32_t>(c + 256));
  }
  const Automaton automaton = std::move(builder).Build();
  const std::vector<Found> found = Scan(automaton, all);
  REQUIRE(found.size() == 256);
  for (size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i] == Found(i + 1, i, static_cast<uint32_t>(i)));
  }
}

TEST_CASE("automaton: finds what a naive search finds", "[extract][automaton]") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const int alphabet = 1 + static_cast<int>(random() % 4);
    std::vector<std::pair<std::string, uint32_t>> words;
    Automaton::Builder builder;
    for (unsigned i = 0; i < random() % 60; ++i) {
      words.emplace_back(RandomWord(&random, 12, alphabet), i % 50);
      builder.Add(words.back().first, words.back().second);
    }
    const Automaton automaton = std::move(builder).Build();
    const std::string text = RandomWord(&random, 400, alphabet + 1);
    std::vector<Found> found = Scan(automaton, text);
    // Order: by end, then longer first.
    CHECK(std::ranges::is_sorted(found, [](const Found& a, const Found& b) {
      return std::tuple(std::get<0>(a), std::get<1>(a)) <
             std::tuple(std::get<0>(b), std::get<1>(b));
    }));
    std::ranges::sort(found);
    CHECK(found == Naive(words, text));
    // From each place on its own: the same.
    std::vector<Automaton::Match> from;
    for (size_t i = 0; i < text.size(); ++i) automaton.FindFrom(text, i, &from);
    std::vector<Found> found_from;
    for (const auto& m : from) found_from.emplace_back(m.byte_end, m.byte_start, m.value);
    std::ranges::sort(found_from);
    CHECK(found_from == found);
  }
}

TEST_CASE("automaton: 400,000 names within the time and the memory", "[extract][automaton]") {
  std::mt19937 random(11);
  Automaton::Builder builder;
  std::vector<std::string> names;
  for (uint32_t i = 0; i < 400000; ++i) {
    names.push_back(RandomName(&random));
    builder.Add(names.back(), i);
  }
  const std::clock_t start = std::clock();
  const Automaton automaton = std::move(builder).Build();
  // About half a second; the rest is for sanitizers and busy machines.
  CHECK(std::clock() - start < 20 * CLOCKS_PER_SEC);
  CHECK(automaton.MemoryBytes() < 40u << 20);
  for (size_t i = 0; i < names.size(); i += 997) {
    const std::vector<Found> found = Scan(automaton, names[i]);
    CHECK(std::ranges::any_of(found, [&](const Found& f) {
      return std::get<0>(f) == names[i].size() && names[std::get<2>(f)] == names[i];
    }));
  }
}

TEST_CASE("automaton: speed", "[.][bench][automaton]") {
  for (const uint32_t count : {500u, 400000u}) {
    std::mt19937 random(11);
    Automaton::Builder builder;
    for (uint32_t i = 0; i < count; ++i) builder.Add(RandomName(&random).append(" zq"), i);
    const auto start = std::chrono::steady_clock::now();
    const Automaton automaton = std::move(builder).Build();
    const auto built = std::chrono::steady_clock::now();
    std::string text;
    while (text.size() < 32u << 20) text += RandomWord(&random, 9, 26).append(" ");
    std::vector<Automaton::Match> matches;
    const auto scan = std::chrono::steady_clock::now();
    automaton.FindAll(text, &matches);
    const auto done = std::chrono::steady_clock::now();
    using Seconds = std::chrono::duration<double>;
    WARN(count << " names: built in " << Seconds(built - start).count() << " s, "
               << automaton.MemoryBytes() / 1e6 << " MB, " << 32 / Seconds(done - scan).count()
               << " MiB/s, " << matches.size() << " matches");
  }
}
