#include "cli/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "text/width.h"

namespace oit::cli {
namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kRedraw{120};
constexpr seconds kPlainLine{10};
constexpr std::size_t kWidest = 78;

}  // namespace

Progress::Progress(std::ostream& out, std::size_t columns, bool quiet, bool verbose,
                   std::chrono::milliseconds most)
    : out_(out),
      width_(std::min(columns > 0 ? columns - 1 : 0, kWidest)),
      quiet_(quiet),
      verbose_(verbose),
      most_(most),
      began_(steady_clock::now()),
      last_(began_) {}

void Progress::show(const crawl::CrawlProgress& now) {
  if (verbose_ && now.is_recognising)
    out_ << fmt::format("OCR {} pages\n", now.recognised);
  else if (verbose_)
    out_ << text::printable(now.now) << '\n';
  if (quiet_ || verbose_) return;
  const auto at = steady_clock::now();
  if (at - last_ <
      (width_ > 0 ? steady_clock::duration(kRedraw) : steady_clock::duration(kPlainLine)))
    return;
  last_ = at;
  const auto spent = duration_cast<seconds>(at - began_).count();
  auto line = fmt::format("อ่านแล้ว {} รออ่าน {} ตัดสินแล้ว {}/{} ข้อ {} วินาที", now.asked, now.waiting,
                          now.items_settled, now.items, spent);
  if (now.recognised > 0) line += fmt::format(" OCR {} หน้า", now.recognised);
  if (most_.count() > 0)
    line += fmt::format(" (เหลือไม่เกิน {} วินาที)", duration_cast<seconds>(most_).count() - spent);
  if (width_ > 0) {
    out_ << '\r' << text::pad_to(text::fit_to(line, width_), width_) << std::flush;
    drawn_ = true;
  } else {
    out_ << line << '\n';
  }
}

void Progress::end() {
  if (drawn_) out_ << '\r' << text::pad_to("", width_) << '\r' << std::flush;
  drawn_ = false;
}

}  // namespace oit::cli
