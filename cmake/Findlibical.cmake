# Days from .ics files: libical::libical. Debian's own CMake config asks for the development files of what libical links.
if(TARGET libical::libical)
  return()
endif()
find_path(libical_INCLUDE_DIR libical/ical.h)
find_library(libical_LIBRARY ical)
mark_as_advanced(libical_INCLUDE_DIR libical_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(libical REQUIRED_VARS libical_LIBRARY libical_INCLUDE_DIR)
if(libical_FOUND)
  add_library(libical::libical UNKNOWN IMPORTED)
  set_target_properties(libical::libical PROPERTIES
    IMPORTED_LOCATION "${libical_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${libical_INCLUDE_DIR}")
endif()
