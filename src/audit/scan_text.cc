#include "audit/scan_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "audit/conclude.h"
#include "audit/image.h"
#include "audit/substance.h"
#include "text/normal.h"

namespace oit::audit {
namespace {

constexpr double kRead = 0.9;       // of the confidence in a text layer
constexpr double kBorrowed = 0.75;  // when only the link knows the year

/// A digit that no reading is sure of stands beside another one, read or not: one alone is a speck.
bool has_doubtful_number(std::string_view line) {
  constexpr std::string_view kUnsure = "\uFFFD";
  constexpr std::size_t kLetter = 3;  // bytes of a Thai digit, and of kUnsure
  for (auto at = line.find(kUnsure); at != std::string_view::npos;
       at = line.find(kUnsure, at + 1)) {
    const auto before = line.substr(at - std::min(at, kLetter), std::min(at, kLetter));
    const auto after = line.substr(at + kUnsure.size(), kLetter);
    if (after == kUnsure || text::has_digit(before) || text::has_digit(after)) return true;
  }
  return false;
}

/// Such a number stands in the title zone before the first line that tells a year.
bool doubts_title(const model::PageFacts& page) {
  for (const auto& line : page.title_lines) {
    if (has_doubtful_number(line.text)) return true;
    if (!line.periods.empty()) return false;
  }
  return false;
}

bool fits(const Assessment& one) {
  return one.period.fit == text::PeriodFit::right || one.period.fit == text::PeriodFit::partial;
}

bool borrows_year(const Assessment& one, const Demand& demand) {
  return !is_timeless(demand.code) && one.candidate->target->year_unreadable && !one.period.inside;
}

}  // namespace

bool is_scan_text(const model::PageFacts& page) { return page.text_from == model::TextFrom::ocr; }

bool is_read_whole(const model::PageFacts& scan) {
  constexpr std::size_t kReadable = 60;  // letters; fewer may be all that OCR could make out
  return scan.kind == model::BodyKind::pdf && scan.page_count > 0 &&
         scan.pages_recognised >= scan.page_count && scan.content_letters >= kReadable;
}

void doubt_period(Assessment& out, const AssessContext& context) {
  const auto& page = *out.candidate->target;
  if (!is_scan_text(page) || !page.year_unreadable || is_timeless(context.demand.code)) return;
  if (out.period.inside && doubts_title(page))
    out.period = read_claims(*out.candidate, context.demand);
}

bool may_hold_it_further_on(const Candidate& candidate) {
  const bool named =
      candidate.how == How::label || candidate.how == How::row || candidate.how == How::number;
  const auto& page = *candidate.target;
  return named && is_scan_text(page) && page.kind == model::BodyKind::pdf &&
         page.pages_recognised < page.page_count;
}

void leave_open(Assessment& out, const AssessContext& context) {
  const auto& page = *out.candidate->target;
  out.period = read_claims(*out.candidate, context.demand);
  conclude(out, Verdict::unverified, page.recognise_spent ? "ocr_budget" : "ocr");
  out.cause->text = {
      fmt::format("เป็นไฟล์สแกน {} หน้า อ่านด้วย OCR แล้ว {} หน้าซึ่งเป็นเรื่องอื่น หน้าที่เหลืออาจเป็นเรื่องนี้",
                  page.page_count, page.pages_recognised),
      fmt::format("a scan of {} pages: the {} that OCR read are about another subject, the others "
                  "may be about this one",
                  page.page_count, page.pages_recognised)};
  out.why = out.cause->text;
}

bool assess_scan_text(Assessment& out, Subject subject, const AssessContext& context) {
  const auto& page = *out.candidate->target;
  if (!is_scan_text(page)) return false;
  if (subject == Subject::unclear && page.content_letters < kEmptyPage) {
    assess_image(out, context);
    return true;
  }
  const auto why = page.year_unreadable ? "year_unreadable" : "period_unclear";
  const bool of_no_month =
      context.demand.code == text::PeriodCode::monthly_6m_fy && out.months == 0 && fits(out);
  if (of_no_month || (page.year_unreadable && out.period.fit == text::PeriodFit::unknown)) {
    conclude(out, Verdict::unverified, why);
    return true;
  }
  return false;
}

void explain_scan_text(Assessment& out, const AssessContext& context) {
  if (!is_scan_text(*out.candidate->target)) return;
  out.confidence *= kRead;
  out.reasons.push_back({"เป็นภาพหรือไฟล์สแกน อ่านด้วย OCR ควรเผยแพร่เป็น PDF ที่ค้นข้อความได้",
                         "image only, read by OCR; a searchable PDF is better"});
  if (!borrows_year(out, context.demand)) return;
  out.confidence *= kBorrowed;
  out.reasons.push_back({"OCR อ่านปีบนเอกสารได้ไม่แน่ชัด จึงใช้ปีจากลิงก์ แถว หรือหัวข้อ",
                         "OCR could not read the year on it for certain: the year is that of its "
                         "link, row or heading"});
}

}  // namespace oit::audit
