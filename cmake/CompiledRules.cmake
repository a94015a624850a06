# Gives a program the compiled form of the embedded rules, of ICU's names of months and of its words for times that are
# past, so that it need not make them at each start:
#   dealwire_compiled_rules(TARGET)
# The rules are compiled by a program of this build (cli/compile_rules.cc) whenever they or the
# sources that understand them change.
function(dealwire_compiled_rules target)
  set(image ${PROJECT_BINARY_DIR}/compiled_rules.bin)
  set(months ${PROJECT_BINARY_DIR}/compiled_months.bin)
  set(phrases ${PROJECT_BINARY_DIR}/compiled_phrases.bin)
  set(asm ${PROJECT_BINARY_DIR}/compiled_rules.S)
  if(NOT TARGET compile_rules)
    add_executable(compile_rules ${PROJECT_SOURCE_DIR}/cli/compile_rules.cc)
    target_link_libraries(compile_rules PRIVATE dealwire_extract)
    add_custom_command(OUTPUT ${image} ${months} ${phrases}
                       COMMAND compile_rules ${image} ${months} ${phrases} DEPENDS compile_rules
                       COMMENT "Compiling the rules" VERBATIM)
    string(CONCAT asm_text ".section .rodata\n.balign 16\n"
           ".global dealwire_compiled_rules\n.global dealwire_compiled_rules_end\n"
           "dealwire_compiled_rules:\n.incbin \"${image}\"\n"
           "dealwire_compiled_rules_end:\n.byte 0\n.balign 16\n"
           ".global dealwire_compiled_months\n.global dealwire_compiled_months_end\n"
           "dealwire_compiled_months:\n.incbin \"${months}\"\n"
           "dealwire_compiled_months_end:\n.byte 0\n.balign 16\n"
           ".global dealwire_compiled_phrases\n.global dealwire_compiled_phrases_end\n"
           "dealwire_compiled_phrases:\n.incbin \"${phrases}\"\n"
           "dealwire_compiled_phrases_end:\n.byte 0\n"
           ".section .note.GNU-stack,\"\",%progbits\n")
    file(CONFIGURE OUTPUT ${asm} CONTENT "${asm_text}" @ONLY)
    # An object that names the image as its dependency: made once, linked to every program asked for.
    set_source_files_properties(${asm} PROPERTIES OBJECT_DEPENDS "${image};${months};${phrases}")
    add_library(dealwire_compiled_rules OBJECT ${asm})
    add_custom_target(compiled_rules_image DEPENDS ${image} ${months} ${phrases})
    add_dependencies(dealwire_compiled_rules compiled_rules_image)
  endif()
  target_sources(${target} PRIVATE $<TARGET_OBJECTS:dealwire_compiled_rules>)
endfunction()
