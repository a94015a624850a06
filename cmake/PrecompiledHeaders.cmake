# The headers that nearly every file reads, read once: more than half of what a file costs to compile.
#   dealwire_precompile(TARGET FROM)   TARGET's files take those of dealwire_<FROM>_headers
# A precompiled header differs from one making to the next, so the compiler's cache would never find a file
# again; it looks at the checksum of what went into it instead (pch_external_checksum), made here.
option(DEALWIRE_PCH "Precompile the headers that nearly every file reads" ON)

set(everywhere <algorithm> <array> <charconv> <cstdint> <functional> <map> <memory> <optional> <set> <string>
               <string_view> <tuple> <unordered_map> <unordered_set> <utility> <vector> <absl/status/statusor.h>
               <fmt/format.h>)

# Packages that are upgraded change headers: configure again then.
if(EXISTS /var/lib/dpkg/status)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS /var/lib/dpkg/status)
endif()

# A set of headers: dealwire_header_set(NAME HEADERS... LIBRARIES...)
function(dealwire_header_set name)
  cmake_parse_arguments(SET "" "" "HEADERS;LIBRARIES" ${ARGN})
  set(target dealwire_${name}_headers)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/${target}.cc)
  set(includes "")
  foreach(header ${SET_HEADERS})
    string(APPEND includes "#include ${header}\n")
  endforeach()
  file(CONFIGURE OUTPUT ${source} CONTENT "${includes}" @ONLY)
  add_library(${target} OBJECT ${source})
  target_link_libraries(${target} PRIVATE ${SET_LIBRARIES})
  target_precompile_headers(${target} PRIVATE ${SET_HEADERS})
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -std=c++20 -E -P ${source} OUTPUT_VARIABLE text
                  RESULT_VARIABLE failed ERROR_QUIET)
  string(SHA256 sum "${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_BUILD_TYPE} ${DEALWIRE_SANITIZE} ${failed} ${text}")
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.gch.sum
       CONTENT "${sum}\n" @ONLY)
endfunction()

function(dealwire_precompile target from)
  if(DEALWIRE_PCH)
    target_precompile_headers(${target} REUSE_FROM dealwire_${from}_headers)
  endif()
endfunction()

if(DEALWIRE_PCH)
  set(libraries absl::status absl::statusor fmt::fmt Threads::Threads)
  dealwire_header_set(common HEADERS ${everywhere} LIBRARIES ${libraries})
  dealwire_header_set(cli HEADERS ${everywhere} <CLI/App.hpp> <nlohmann/json.hpp> LIBRARIES ${libraries}
                      CLI11::CLI11 nlohmann_json::nlohmann_json)
  dealwire_header_set(test HEADERS ${everywhere} <catch2/catch.hpp> <nlohmann/json.hpp> LIBRARIES ${libraries}
                      nlohmann_json::nlohmann_json)
endif()
