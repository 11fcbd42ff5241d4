#include "cli/run_progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ostream>

#include "text/width.h"

namespace oit::cli {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kRedraw{200};
constexpr std::chrono::seconds kPlainLine{10}, kJsonLine{2};
constexpr std::size_t kWidest = 110;

/// Seconds until the end, when what is done tells anything about it.
std::optional<double> left(const scan::BatchProgress& now, double seconds) {
  if (now.done == 0 || seconds < 1) return std::nullopt;
  return seconds / static_cast<double>(now.done) * static_cast<double>(now.sites - now.done);
}

std::string in_words(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} วินาที", seconds);
  if (seconds < 5400) return fmt::format("{:.0f} นาที", seconds / 60);
  return fmt::format("{:.1f} ชั่วโมง", seconds / 3600);
}

std::string json_line(const scan::BatchProgress& now, double seconds, double pages_per_second) {
  const auto rest = left(now, seconds);
  return fmt::format(
      "{{\"sites\":{},\"done\":{},\"running\":{},\"failed\":{},\"in_line\":{},\"late\":{},"
      "\"pages\":{},\"recognised\":{},\"pages_per_s\":{:.2f},\"elapsed_s\":{:.1f},\"left_s\":{}}}"
      "\n",
      now.sites, now.done, now.running, now.failed, now.in_line, now.late, now.pages,
      now.recognised, pages_per_second, seconds, rest ? fmt::format("{:.0f}", *rest) : "null");
}

}  // namespace

RunProgress::RunProgress(std::ostream& out, std::size_t columns, bool is_json, bool is_quiet)
    : out_(out),
      width_(std::min(columns > 0 ? columns - 1 : 0, kWidest)),
      is_json_(is_json),
      is_quiet_(is_quiet && !is_json),
      began_(steady_clock::now()),
      last_(began_) {}

double RunProgress::seconds() const {
  return std::chrono::duration<double>(steady_clock::now() - began_).count();
}

void RunProgress::show(const scan::BatchProgress& now) {
  now_ = now;
  if (is_quiet_) return;
  const auto at = steady_clock::now();
  const steady_clock::duration pause = is_json_     ? steady_clock::duration(kJsonLine)
                                       : width_ > 0 ? steady_clock::duration(kRedraw)
                                                    : steady_clock::duration(kPlainLine);
  if (at - last_ < pause) return;
  last_ = at;
  draw(now);
}

void RunProgress::draw(const scan::BatchProgress& now) {
  const double spent = seconds();
  const double rate = spent > 0 ? static_cast<double>(now.pages) / spent : 0;
  if (is_json_) {
    out_ << json_line(now, spent, rate) << std::flush;
    return;
  }
  auto line = fmt::format("เว็บไซต์ {}/{} กำลังตรวจ {} เปิดไม่ได้ {} · {:.1f} หน้า/วินาที", now.done,
                          now.sites, now.running, now.failed, rate);
  if (const auto rest = left(now, spent)) line += " · เหลือประมาณ " + in_words(*rest);
  if (now.recognised > 0) line += fmt::format(" · OCR {} หน้า", now.recognised);
  if (now.in_line > 0) line += fmt::format(" · รอคิวเครื่องแม่ข่ายที่ใช้ร่วมกัน {}", now.in_line);
  if (now.late > 0) line += fmt::format(" · จะลองใหม่ {}", now.late);
  if (width_ > 0) {
    out_ << '\r' << text::pad_to(text::fit_to(line, width_), width_) << std::flush;
    is_drawn_ = true;
  } else {
    out_ << line << '\n';
  }
}

void RunProgress::end() {
  if (is_json_) draw(now_);
  if (is_drawn_) out_ << '\r' << text::pad_to("", width_) << '\r' << std::flush;
  is_drawn_ = false;
}

}  // namespace oit::cli
