# What `sitrep --version` says of the build: the project's version, the commit, the kind of build. A new commit makes CMake
# look again; a source tree without git has the revision "unknown".
set(revision unknown)
find_package(Git QUIET)
if(GIT_FOUND AND EXISTS ${CMAKE_SOURCE_DIR}/.git)
  execute_process(COMMAND ${GIT_EXECUTABLE} rev-parse --short HEAD WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
                  OUTPUT_VARIABLE head OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(NOT failed)
    set(revision ${head})
  endif()
  if(EXISTS ${CMAKE_SOURCE_DIR}/.git/logs/HEAD)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/.git/logs/HEAD)
  endif()
endif()
set_source_files_properties(src/app/version.cpp PROPERTIES COMPILE_DEFINITIONS
  "SITREP_VERSION=\"${PROJECT_VERSION}\";SITREP_REVISION=\"${revision}\";SITREP_BUILD_TYPE=\"${CMAKE_BUILD_TYPE}\"")
