# `cpack -G DEB` in a build tree: the program, the rules and the manual page.
set(CPACK_PACKAGE_NAME oitcheck)
set(CPACK_PACKAGE_VENDOR "oitcheck")
set(CPACK_PACKAGE_CONTACT "oitcheck maintainers <oitcheck@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION
  "Reads the website of a Thai public agency as an assessor would: finds what each item of the
disclosure list (OIT) asks for, opens it, proves its subject, content and period, and tells what is
published, stale, incomplete, broken or missing, and which unit should act.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What the program opens at run time, which no linker sees.
set(CPACK_DEBIAN_PACKAGE_DEPENDS
  "antiword, ca-certificates, poppler-data, publicsuffix, tesseract-ocr-eng, tesseract-ocr-tha")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "chromium")  # draws pages that are nothing without scripts
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
  "libreoffice-writer-nogui, libreoffice-calc-nogui, libreoffice-impress-nogui")
include(CPack)
