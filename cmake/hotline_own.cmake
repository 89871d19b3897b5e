# What hotline asks of its own targets and of nobody else's.
if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(HOTLINE_CCACHE ccache)
  if(HOTLINE_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${HOTLINE_CCACHE}")
  endif()
endif()

# Under CMAKE_UNITY_BUILD these sources are compiled together, which takes half the time: those of a folder, in groups by
# their first letter, so that a new source leaves the groups as they are. Elsewhere in this project none are.
function(hotline_together target sources)
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(GET folder FILENAME folder)
    cmake_path(GET source FILENAME name)
    foreach(letters "a-d" "e-m" "n-r" "s-z")
      if(name MATCHES "^[${letters}]")
        set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${folder}_${letters}")
      endif()
    endforeach()
  endforeach()
  if(CMAKE_UNITY_BUILD)
    # A source's own names are in sight of the next one, and seem to come from a header.
    target_compile_options(${target} PRIVATE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
  endif()
endfunction()

function(hotline_own target)
  if(HOTLINE_DEVELOPER)
    target_compile_options(${target} PRIVATE
      -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
      $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)  # GCC 12 sees overlaps in std::string that are not there (PR105651)
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()
