# sitrep_fuzz_targets(NAME...): for each layer, one libFuzzer program fuzz_<file> from every *_fuzz.cpp in its folder. The
# preset `fuzz` (clang) asks for them; tests/fuzz/run.sh builds and runs them for a while.
function(sitrep_fuzz_targets)
  foreach(NAME ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${NAME}/*_fuzz.cpp)
    foreach(source ${sources})
      get_filename_component(file ${source} NAME_WE)
      string(REPLACE "_fuzz" "" file ${file})
      add_executable(fuzz_${file} ${source})
      target_link_libraries(fuzz_${file} PRIVATE sitrep_${NAME})
      target_link_options(fuzz_${file} PRIVATE -fsanitize=fuzzer)
    endforeach()
  endforeach()
endfunction()
