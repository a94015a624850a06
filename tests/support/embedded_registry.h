// The registry of the embedded rules alone, compiled once a program and without a problem.
#pragma once

#include <catch2/catch.hpp>
#include <memory>

#include "extract/names/registry.h"

namespace dealwire {

inline const Registry& EmbeddedRegistry() {
  static const std::unique_ptr<const Registry> registry = [] {
    Diagnostics problems;
    auto made = Registry::Compile(RuleFiles::Embedded(), &problems);
    for (const std::string& problem : problems.messages()) UNSCOPED_INFO(problem);
    REQUIRE(problems.empty());
    return made;
  }();
  return *registry;
}

}  // namespace dealwire
