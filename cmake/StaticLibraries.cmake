# The libraries that cost a process most when it starts are linked in, where Debian has them as archives: looking up the
# symbols of RocksDB, protobuf, Abseil and RE2 took half of the start of every command. So are the packers that RocksDB
# knows and that nothing is packed by. The others, and those of the network above all, stay shared: their updates come by
# apt; what most commands do not call of them is opened late (LateLibraries.cmake).
if(NOT DEALWIRE_SANITIZE)
  get_property(imported DIRECTORY PROPERTY IMPORTED_TARGETS)
  foreach(target ${imported})
    foreach(property IMPORTED_LOCATION IMPORTED_LOCATION_NONE IMPORTED_LOCATION_RELEASE
                     IMPORTED_LOCATION_RELWITHDEBINFO INTERFACE_LINK_LIBRARIES)
      get_target_property(value ${target} ${property})
      if(value MATCHES "/lib(absl_[a-z_0-9]+|protobuf|re2|bz2|lz4|snappy)\\.so")
        string(REGEX REPLACE "/lib(absl_[a-z_0-9]+|protobuf|re2|bz2|lz4|snappy)\\.so[.0-9]*" "/lib\\1.a" archive "${value}")
        if(property STREQUAL INTERFACE_LINK_LIBRARIES OR EXISTS "${archive}")
          set_target_properties(${target} PROPERTIES ${property} "${archive}")
        endif()
      endif()
    endforeach()
  endforeach()
endif()
