# libcurl and librdkafka bring forty libraries with them, and to load these took a third of what a process does before
# it looks at its command line; most commands never fetch. Where the functions of a library that is opened late are
# called, small ones of the same names are linked in (late.S) that open it at the first call (late.c).
#
#   dealwire_late_library(NAME FILE TARGET)   makes dealwire::NAME, to link in the place of TARGET; FILE is its library
#
# On processors other than x86-64, and with sanitizers, dealwire::NAME is TARGET itself.
function(dealwire_late_library name file target)
  add_library(dealwire_late_${name} INTERFACE)
  add_library(dealwire::${name} ALIAS dealwire_late_${name})
  if(DEALWIRE_SANITIZE OR NOT CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
    target_link_libraries(dealwire_late_${name} INTERFACE ${target})
    return()
  endif()
  execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${file} OUTPUT_VARIABLE headers COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${CMAKE_NM} -D --defined-only ${file} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCH "SONAME +([^ \n]+)" soname "${headers}")
  set(LATE_NAME ${name})
  set(LATE_SONAME ${CMAKE_MATCH_1})
  set(LATE_STUBS "")
  set(LATE_NAMES "")
  set(index 0)
  string(REGEX MATCHALL " T [A-Za-z_0-9]+" functions "${symbols}")
  foreach(function ${functions})
    string(SUBSTRING "${function}" 3 -1 function)
    string(APPEND LATE_STUBS "late_stub ${function}, ${index}\n")
    string(APPEND LATE_NAMES ".asciz \"${function}\"\n")
    math(EXPR index "${index} + 1")
  endforeach()
  set(LATE_COUNT ${index})
  configure_file(${PROJECT_SOURCE_DIR}/cmake/late.S.in ${PROJECT_BINARY_DIR}/late/${name}.S @ONLY)
  add_library(dealwire_stubs_${name} STATIC ${PROJECT_BINARY_DIR}/late/${name}.S ${PROJECT_SOURCE_DIR}/cmake/late.c)
  target_link_libraries(dealwire_stubs_${name} PRIVATE ${CMAKE_DL_LIBS})
  set_target_properties(dealwire_stubs_${name} PROPERTIES UNITY_BUILD OFF)
  target_include_directories(dealwire_late_${name} SYSTEM INTERFACE
                             $<TARGET_PROPERTY:${target},INTERFACE_INCLUDE_DIRECTORIES>)
  target_link_libraries(dealwire_late_${name} INTERFACE dealwire_stubs_${name})
endfunction()

list(GET CURL_LIBRARIES 0 curl_file)
if(TARGET CURL::libcurl)
  get_target_property(curl_location CURL::libcurl IMPORTED_LOCATION)
  if(curl_location)
    set(curl_file ${curl_location})
  endif()
endif()
list(GET RDKAFKA_LINK_LIBRARIES 0 rdkafka_file)
dealwire_late_library(curl ${curl_file} CURL::libcurl)
dealwire_late_library(rdkafka ${rdkafka_file} PkgConfig::RDKAFKA)
