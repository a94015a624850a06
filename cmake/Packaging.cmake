# cmake --install and cpack: the binary, the rules, the man page and the shells' completions, all three made by the
# program itself from its own options.
#   scripts/package                                       build/release/dealwire_<version>_amd64.deb
#   cmake --install build/release --prefix /usr/local     what scripts/build made
include(GNUInstallDirs)

set(made ${PROJECT_BINARY_DIR}/made)
foreach(what man bash zsh fish)
  add_custom_command(OUTPUT ${made}/${what} COMMAND ${CMAKE_COMMAND} -E make_directory ${made}
                     COMMAND $<TARGET_FILE:dealwire> completion ${what} > ${made}/${what} DEPENDS dealwire VERBATIM)
endforeach()
add_custom_target(dealwire_made ALL DEPENDS ${made}/man ${made}/bash ${made}/zsh ${made}/fish)

# Tests need not be built to install: what is installed is made by scripts/build, or by the target dealwire_made.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
install(TARGETS dealwire RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY rules/ DESTINATION ${CMAKE_INSTALL_DATADIR}/dealwire/rules FILES_MATCHING PATTERN *.toml)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${made}/man DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 RENAME dealwire.1)
install(FILES ${made}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME dealwire)
install(FILES ${made}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _dealwire)
install(FILES ${made}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME dealwire.fish)
install(FILES corpora/sources.toml DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
install(DIRECTORY packaging/systemd/ DESTINATION lib/systemd/system FILES_MATCHING PATTERN *.service PATTERN *.timer)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME dealwire)
set(CPACK_PACKAGE_CONTACT "dealwire maintainers <root@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Opened late (cmake/LateLibraries.cmake): nothing else names them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libcurl4, librdkafka1, libssl3, libcpp-httplib0.11, libxlsxwriter4, libsqlite3-0, \
libbrotli1, libdeflate0, libisal2, libsimdjson14, libpugixml1v5, libpsl5, libcld2-0")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "less, ca-certificates")
set(CPACK_OUTPUT_FILE_PREFIX ${PROJECT_BINARY_DIR})
include(CPack)
