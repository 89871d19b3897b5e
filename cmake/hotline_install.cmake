include(CMakePackageConfigHelpers)

set(package "${CMAKE_INSTALL_LIBDIR}/cmake/hotline")
install(TARGETS hotline EXPORT hotline_targets FILE_SET HEADERS)
install(EXPORT hotline_targets NAMESPACE hotline:: FILE hotline-targets.cmake DESTINATION "${package}")
configure_package_config_file(cmake/hotline-config.cmake.in hotline-config.cmake INSTALL_DESTINATION "${package}")
write_basic_package_version_file(hotline-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/hotline-config.cmake" "${PROJECT_BINARY_DIR}/hotline-config-version.cmake"
        DESTINATION "${package}")

set(pc_cflags "")
set(pc_private "")
if(NOT BUILD_SHARED_LIBS)
  install(FILES cmake/Findcctz.cmake cmake/Findlibcsv.cmake cmake/Findsodium.cmake DESTINATION "${package}")
  set(pc_cflags "-DHOTLINE_STATIC_DEFINE")
  set(pc_private "-lSQLiteCpp -lsqlite3 -ltomlplusplus -lsimdjson -lz -lcctz -lcsv -lsodium -pthread")
endif()
# The file finds its prefix from where it lies, so that an installed tree can be moved.
cmake_path(SET pc_here NORMALIZE "/${CMAKE_INSTALL_LIBDIR}/pkgconfig")
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX BASE_DIRECTORY "${CMAKE_INSTALL_PREFIX}${pc_here}" OUTPUT_VARIABLE pc_up)
configure_file(cmake/hotline.pc.in hotline.pc @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/hotline.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")

if(TARGET hotline_cli)
  install(TARGETS hotline_cli)
endif()
