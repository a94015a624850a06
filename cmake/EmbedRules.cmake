# Packs rules/**/*.toml into one source file, so that the binary works alone.
#   dealwire_embed_rules(TARGET)          all of rules/, the table is embedded_rules.inc
#   dealwire_embed_rules(TARGET html)     rules/html/ alone, the table is embedded_html_rules.inc
#
# The contents are emitted as an assembler .incbin, which costs the compiler nothing whatever the size; the table of
# names and lengths is generated beside it. Run at configure time and again whenever a rule file changes.
function(dealwire_embed_rules target)
  set(name "")
  set(below "")
  if(ARGC GREATER 1)
    set(name "${ARGV1}_")
    set(below "${ARGV1}/")
  endif()
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/rules
       ${PROJECT_SOURCE_DIR}/rules/${below}*.toml)
  list(SORT files)
  set(asm ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}rules.S)
  set(table ${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}rules.inc)
  set(asm_text ".section .rodata\n")
  set(table_text "")
  set(paths "")
  set(i 0)
  foreach(file ${files})
    set(symbol dealwire_${name}rule_${i})
    string(APPEND asm_text
           ".global ${symbol}\n.global ${symbol}_end\n"
           "${symbol}:\n.incbin \"${PROJECT_SOURCE_DIR}/rules/${file}\"\n"
           "${symbol}_end:\n.byte 0\n")
    string(APPEND table_text "EMBEDDED_RULE(\"${file}\", ${symbol}, ${symbol}_end)\n")
    list(APPEND paths ${PROJECT_SOURCE_DIR}/rules/${file})
    math(EXPR i "${i} + 1")
  endforeach()
  string(APPEND asm_text ".section .note.GNU-stack,\"\",%progbits\n")
  file(CONFIGURE OUTPUT ${asm} CONTENT "${asm_text}" @ONLY)
  file(CONFIGURE OUTPUT ${table} CONTENT "${table_text}" @ONLY)
  set_source_files_properties(${asm} PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE ${asm})
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
endfunction()
