# Every library that dealwire is built on, found once and here. All are Debian 12 packages; scripts/deps installs them.
find_package(PkgConfig REQUIRED)
find_package(CURL REQUIRED)
find_package(ICU 72 REQUIRED COMPONENTS uc i18n data)
find_package(RocksDB REQUIRED)
find_package(Protobuf REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(absl REQUIRED)
find_package(pugixml REQUIRED)
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)
find_package(SQLite3 REQUIRED)
pkg_check_modules(GUMBO REQUIRED IMPORTED_TARGET gumbo)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
# The headers alone: the packaged library is built with exceptions, which none of ours may throw across a folder.
find_path(TOMLPP_INCLUDE_DIR toml++/toml.h REQUIRED)
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(ISAL REQUIRED IMPORTED_TARGET libisal)
pkg_check_modules(SIMDJSON REQUIRED IMPORTED_TARGET simdjson)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlidec)
pkg_check_modules(RDKAFKA REQUIRED IMPORTED_TARGET rdkafka)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
# The full tables (Zulu, Xhosa, ...) stand in the place of the library's own small ones: the loader takes
# a symbol from the first library that has it.
find_library(CLD2_CODE_LIBRARY cld2 REQUIRED)
find_library(CLD2_TABLES_LIBRARY cld2_full REQUIRED)
add_library(dealwire_cld2 INTERFACE)
target_link_libraries(dealwire_cld2 INTERFACE -Wl,--push-state,--no-as-needed ${CLD2_TABLES_LIBRARY} ${CLD2_CODE_LIBRARY}
                                              -Wl,--pop-state)
find_path(CATCH2_INCLUDE_DIR catch2/catch.hpp REQUIRED)

# The static Gumbo is a fifth faster than the shared one (no PLT on its hot, tiny functions).
find_library(GUMBO_STATIC_LIBRARY libgumbo.a)
