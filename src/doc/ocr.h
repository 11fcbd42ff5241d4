#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "doc/digit_net.h"
#include "doc/document_reader.h"
#include "doc/grey.h"
#include "doc/order.h"

namespace oit::doc {

/// Where the OCR engine's Thai data are ($TESSDATA_PREFIX or Debian's folder); empty without them.
std::filesystem::path find_ocr_data();

/// What the engine and the digit net read on one page.
/// What stands as title of a page with a year that cannot be read.
inline constexpr std::string_view kYearUnreadable = "year unreadable";

struct PageText {
  std::string text;  ///< UTF-8, lines parted by '\n'; a digit that is not sure is U+FFFD
  bool year_unreadable = false;
};

/// Reads the writing on `page` with the engine's data in `data`, one thread. A page on its side or
/// head is turned. `net` may be nullptr: then no Thai digit is sure. Throws std::bad_alloc and,
/// when the engine does not start, std::runtime_error.
PageText read_page(const GreyPage& page, const std::filesystem::path& data, const DigitNet* net);

/// Carries out Task::recognise on the file open at `document` and writes frames to `out`: its
/// page's text, and as title "year unreadable" when so. Runs in a child.
void recognise_page(const Order& order, int document, int out, const std::filesystem::path& data,
                    const DigitNet* net);

}  // namespace oit::doc
