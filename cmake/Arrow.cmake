# Apache Arrow for Parquet: optional, since Debian 12 has no package of it. The pyarrow wheel brings headers and
# libraries; scripts/deps --parquet unpacks it to build/arrow. Another installation: -DDEALWIRE_ARROW_ROOT=DIR with
# include/ and libarrow, libparquet in DIR, DIR/lib.
set(DEALWIRE_ARROW_ROOT ${PROJECT_SOURCE_DIR}/build/arrow/pyarrow CACHE PATH "Apache Arrow")
find_path(ARROW_INCLUDE_DIR parquet/arrow/writer.h HINTS ${DEALWIRE_ARROW_ROOT}/include)
file(GLOB arrow_libraries ${DEALWIRE_ARROW_ROOT}/libarrow.so* ${DEALWIRE_ARROW_ROOT}/lib/libarrow.so*)
file(GLOB parquet_libraries ${DEALWIRE_ARROW_ROOT}/libparquet.so* ${DEALWIRE_ARROW_ROOT}/lib/libparquet.so*)
if(ARROW_INCLUDE_DIR AND arrow_libraries AND parquet_libraries)
  list(GET arrow_libraries 0 arrow_library)
  list(GET parquet_libraries 0 parquet_library)
  add_library(dealwire_arrow INTERFACE)
  target_include_directories(dealwire_arrow SYSTEM INTERFACE ${ARROW_INCLUDE_DIR})
  target_link_libraries(dealwire_arrow INTERFACE ${parquet_library} ${arrow_library})
  message(STATUS "Parquet: ${parquet_library}")
endif()
