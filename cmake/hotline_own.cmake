# What hotline asks of its own targets and of nobody else's.
if(PROJECT_IS_TOP_LEVEL AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  find_program(HOTLINE_CCACHE ccache)
  if(HOTLINE_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${HOTLINE_CCACHE}")
  endif()
endif()

function(hotline_own target)
  if(HOTLINE_DEVELOPER)
    target_compile_options(${target} PRIVATE
      -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
      $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)  # GCC 12 sees overlaps in std::string that are not there (PR105651)
  endif()
endfunction()
