# Packs rules/**/*.toml into one source file, so that the binary works alone.
#
# The contents are emitted as an assembler .incbin, which costs the compiler nothing whatever the size; the table of
# names and lengths is generated beside it. Run at configure time and again whenever a rule file changes.
function(dealwire_embed_rules target)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/rules
       ${PROJECT_SOURCE_DIR}/rules/*.toml)
  list(SORT files)
  set(asm ${CMAKE_CURRENT_BINARY_DIR}/embedded_rules.S)
  set(table ${CMAKE_CURRENT_BINARY_DIR}/embedded_rules.inc)
  set(asm_text ".section .rodata\n")
  set(table_text "")
  set(paths "")
  set(i 0)
  foreach(file ${files})
    string(APPEND asm_text
           ".global dealwire_rule_${i}\n.global dealwire_rule_${i}_end\n"
           "dealwire_rule_${i}:\n.incbin \"${PROJECT_SOURCE_DIR}/rules/${file}\"\n"
           "dealwire_rule_${i}_end:\n.byte 0\n")
    string(APPEND table_text "EMBEDDED_RULE(\"${file}\", dealwire_rule_${i}, dealwire_rule_${i}_end)\n")
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
