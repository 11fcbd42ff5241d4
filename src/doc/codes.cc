#include "doc/codes.h"

#include <zbar.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <set>
#include <string>

#include "doc/frames.h"
#include "doc/picture.h"
#include "text/utf8.h"

namespace oit::doc {
namespace {

constexpr std::size_t kMostCodes = 8, kMostBytes = 2048;
constexpr double kScanPixels = 4e6;  // what a code needs at most; larger pictures are noise to it

/// What the codes on `page` say, without those in `known`.
void scan(const GreyPage& page, std::set<std::string>& known, std::vector<std::string>& found) {
  zbar::ImageScanner scanner;
  scanner.set_config(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  scanner.set_config(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  zbar::Image image(static_cast<unsigned>(page.width), static_cast<unsigned>(page.height), "Y800",
                    page.pixels.data(), page.pixels.size());
  if (scanner.scan(image) <= 0) return;
  for (auto symbol = image.symbol_begin(); symbol != image.symbol_end(); ++symbol) {
    const std::string says = symbol->get_data();
    if (!says.empty() && known.insert(says).second) found.push_back(says);
  }
}

/// The first kMostBytes of `code`, no character cut.
std::string shorten(std::string code) {
  if (code.size() <= kMostBytes) return code;
  std::size_t end = kMostBytes;
  while (end > 0 && text::is_continuation(code[end])) --end;
  code.resize(end);
  return code;
}

void scan_picture(const GreyPage& page, int out) {
  std::set<std::string> known;
  std::vector<std::string> found;
  const double pixels = 1.0 * page.width * page.height;
  const double fit = std::min(1.0, std::sqrt(kScanPixels / pixels));
  for (const double factor : {fit, fit / 2, fit * 2}) {  // as it is, blurred, small
    if (!found.empty() && factor > fit) break;
    if (std::min(page.width, page.height) * factor < 20) continue;
    scan(factor == 1 ? page : resize(page, factor), known, found);
  }
  for (std::size_t i = 0; i < std::min(found.size(), kMostCodes); ++i)
    write_all(out, make_frame(FrameType::page, shorten(found[i])));
}

}  // namespace

void read_codes(int document, int out) {
  std::string ending = "0";
  try {
    const DrawnPage picture = load_picture(document);
    if (picture.outcome == model::DocumentOutcome::ok) scan_picture(picture.page, out);
  } catch (const std::exception&) {
    ending = "5a picture too large, or not one";  // too_costly
  }
  write_all(out, make_frame(FrameType::end, ending));
}

}  // namespace oit::doc
