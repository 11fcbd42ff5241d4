#include "report/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>

#include "base/clock.h"

namespace oit::report {
namespace {

constexpr int kBuddhistEra = 543, kCentury = 2500;

struct Word {
  std::string_view code, th, en;
};

constexpr std::array<std::string_view, 12> kMonthsTh = {"ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.",
                                                        "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.",
                                                        "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."};
constexpr std::array<std::string_view, 12> kMonthsEn = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

constexpr std::array kOutcomes = std::to_array<Word>({
    {"ok", "ตรวจได้", "checked"},
    {"home_failed", "เปิดหน้าแรกของเว็บไซต์ไม่ได้", "the home page could not be opened"},
    {"robots_blocked", "robots.txt ห้ามอ่านเว็บไซต์ (เจ้าของเว็บไซต์ใช้ --ignore-robots ได้)",
     "robots.txt forbids reading the site (its owner may use --ignore-robots)"},
    {"robots_unreachable", "อ่าน robots.txt ไม่ได้ (เจ้าของเว็บไซต์ใช้ --ignore-robots ได้)",
     "robots.txt could not be read (the site's owner may use --ignore-robots)"},
    {"no_such_host", "ไม่มีชื่อเว็บไซต์นี้", "the host name does not exist"},
    {"no_network", "เครื่องที่รันไม่มีเครือข่าย", "this machine has no network"},
    {"timeout", "เว็บไซต์ตอบช้าเกินกำหนด", "the site answered too slowly"},
    {"cancelled", "หยุดโดยผู้ใช้", "stopped by the user"},
});

constexpr std::array kLimits = std::to_array<Word>({
    {"max_pages", "จำนวนหน้าสูงสุด (--max-pages)", "most pages (--max-pages)"},
    {"max_time", "เวลาสูงสุด (--max-time)", "most time (--max-time)"},
    {"cancelled", "หยุดโดยผู้ใช้", "stopped by the user"},
    {"render", "จำนวนหน้าที่อ่านด้วยเบราว์เซอร์ (--max-rendered)",
     "most pages drawn by a browser (--max-rendered)"},
    {"hops", "ลิงก์ลึกเกินจำนวนชั้นที่กำหนด", "links too many steps from home"},
    {"trap", "ลิงก์ซ้ำรูปแบบไม่สิ้นสุด", "endless addresses of one shape"},
    {"ocr", "จำนวนหน้าที่อ่านด้วย OCR (--ocr-pages)", "pages read by OCR (--ocr-pages)"},
    {"sitemap_files", "จำนวนไฟล์แผนผังเว็บไซต์", "number of sitemap files"},
    {"sitemap_urls", "จำนวนที่อยู่ในแผนผังเว็บไซต์", "number of sitemap addresses"},
});

constexpr std::array kFeatures = std::to_array<Word>({
    {"eit_link", "แบบวัด EIT บนเว็บไซต์", "EIT survey link"},
    {"iit_link", "แบบวัด IIT บนเว็บไซต์", "IIT survey link"},
    {"general_complaint", "ช่องทางร้องเรียนร้องทุกข์ทั่วไป", "general complaint channel"},
    {"corruption_complaint", "ช่องทางแจ้งเรื่องร้องเรียนการทุจริต", "corruption complaint channel"},
    {"q_and_a", "ช่องทางถาม-ตอบ (Q&A)", "questions and answers"},
    {"e_service", "บริการออนไลน์ (E-Service)", "e-service"},
    {"facebook", "เฟซบุ๊ก", "Facebook account"},
    {"line", "ไลน์", "LINE account"},
    {"youtube", "ยูทูบ", "YouTube account"},
});

constexpr std::array kPlaces = std::to_array<Word>({
    {"title", "ชื่อเรื่อง", "title"},
    {"table", "ตาราง", "table"},
    {"signature", "วันที่ลงนามหรือวันที่ประกาศ", "date of signature or notice"},
    {"link", "ข้อความลิงก์", "link label"},
    {"row", "แถวของรายการ", "row"},
    {"column", "หัวคอลัมน์", "column head"},
    {"heading", "หัวข้อเหนือรายการ", "heading above"},
    {"index", "หน้าดัชนี ITA", "ITA index page"},
    {"list", "หน้ารายการที่นำมา", "list that led there"},
    {"file_name", "ชื่อไฟล์", "file name"},
    {"metadata", "ข้อมูลกำกับไฟล์", "file metadata"},
    {"body", "เนื้อหา", "body"},
    {"form", "แบบฟอร์ม", "form"},
});

constexpr std::array kKinds = std::to_array<Word>({
    {"html_page", "หน้าเว็บ", "web page"},
    {"pdf", "ไฟล์ PDF", "PDF file"},
    {"image", "ภาพ", "picture"},
    {"post_list", "รายการประกาศหรือไฟล์", "list of posts or files"},
    {"outgoing_link", "ลิงก์ไปภายนอก", "outgoing link"},
    {"qa_widget", "กล่องสนทนา", "chat box"},
    {"webboard", "กระดานถามตอบ", "web board"},
    {"form", "แบบฟอร์ม", "form"},
    {"eservice", "ระบบบริการออนไลน์", "online service"},
    {"stat_table", "ตารางสถิติ", "table of figures"},
    {"spreadsheet", "ตารางคำนวณ", "spreadsheet"},
    {"document", "ไฟล์เอกสาร", "document"},
    {"map", "แผนที่", "map"},
});

constexpr std::array kTextFrom = std::to_array<Word>({
    {"html", "ข้อความบนหน้าเว็บ", "text of the page"},
    {"pdf_text", "ข้อความในไฟล์ PDF", "text in the PDF"},
    {"plain_text", "ไฟล์ข้อความ", "text file"},
    {"rendered", "หน้าเว็บตามที่เบราว์เซอร์แสดง", "page as a browser draws it"},
    {"office_text", "ข้อความในไฟล์เอกสาร", "text in the document"},
    {"ocr", "ข้อความที่อ่านจากภาพด้วย OCR", "text that OCR read from a picture"},
    {"none", "ไม่ได้อ่านข้อความ", "no text read"},
});

constexpr std::array kCategories = std::to_array<Word>({
    {"tls", "ใบรับรองความปลอดภัย", "TLS certificate"},
    {"encoding", "การเข้ารหัสตัวอักษร", "text encoding"},
    {"truncated", "ไฟล์ใหญ่เกินกำหนด", "too large"},
    {"parse_limit", "หน้าเว็บซับซ้อน", "page too complex"},
    {"soft_404", "หน้าไม่พบข้อมูลที่ตอบสำเร็จ", "not found with status 200"},
    {"broken_link", "ลิงก์เสีย", "broken link"},
    {"post_back", "เปิดด้วยการส่งแบบฟอร์ม", "opens by sending a form"},
    {"waiver_expired", "ข้อยกเว้นสิ้นสุดแล้ว", "waiver ended"},
    {"other_list", "หน้ารายการของปีอื่น", "another year's list"},
    {"sector_list", "รายการของสังกัดอื่น", "another sector's list"},
    {"ignore_robots", "ข้อสังเกตของการตรวจ", "note on this run"},
    {"ignore_politeness", "ข้อสังเกตของการตรวจ", "note on this run"},
    {"no_ocr", "ข้อสังเกตของการตรวจ", "note on this run"},
});

constexpr std::array kBases = std::to_array<Word>({
    {"confirmed", "ยืนยันจากสองแหล่งขึ้นไป", "confirmed by two sources or more"},
    {"read", "อ่านจากเกณฑ์หรือหน้าเว็บของปีนั้น", "read for that year"},
    {"single", "อ่านจากหน่วยงานเดียว ถ้อยคำอาจต่างจากคู่มือเล็กน้อย",
     "read at one agency; the handbook's words may differ"},
    {"neighbour", "อ่านจากเรื่องเดียวกันของปีใกล้เคียง",
     "read under the same subject of a neighbouring year"},
    {"carried", "ยกมาจากเกณฑ์ปี 2566 โดยถือว่าไม่เปลี่ยน", "carried over from FY2566, assumed unchanged"},
    {"shown", "พบว่ามีหน่วยงานแสดงไว้ ยังไม่ยืนยันว่าบังคับ", "shown by an agency; not proven to be required"},
    {"inferred", "อนุมานจากลำดับและจำนวนข้อ ยังไม่ยืนยัน", "inferred from order and count, not confirmed"},
    {"memory", "จากความจำ ไม่มีแหล่งอ้างอิง", "from memory, no source at hand"},
});

constexpr std::array kPeriods = std::to_array<Word>({
    {"CURRENT", "ข้อมูลปัจจุบัน", "as of today"},
    {"ANY_YEAR", "ฉบับที่ใช้อยู่ ปีใดก็ได้", "in force, of any year"},
    {"COVERS_FY", "แผนที่ครอบคลุมปีที่ประเมิน", "a plan that covers the year"},
    {"PLAN_FY", "ของปีที่ประเมิน", "made for the year"},
    {"DONE_FY", "การดำเนินการในปีที่ประเมิน", "done in the year"},
    {"NEWS_FY", "ข่าวในปีที่ประเมิน", "news of the year"},
    {"REPORT_6M_FY", "รายงานรอบ 6 เดือนแรก", "report on the first six months"},
    {"MONTHLY_6M_FY", "รายเดือนครบ 6 เดือนแรก", "each of the first six months"},
    {"REPORT_PREV_FY", "รายงานของปีก่อน", "report on the year before"},
    {"ANALYSIS_PREV_ITA", "การวิเคราะห์ผลประเมินปีก่อน", "analysis of the last assessment"},
    {"PROGRESS_FY", "ความก้าวหน้าในปีที่ประเมิน", "progress in the year"},
    {"PLAN_PROGRESS_FY", "แผนของปีที่ประเมินและความก้าวหน้า", "plan of the year and its progress"},
    {"LIST_PROGRESS_FY", "รายการของปีที่ประเมินพร้อมสถานะ",
     "list of the year with the state of each entry"},
    {"STATS_PREV_FY", "สถิติทั้งปีของปีก่อน", "figures of the whole year before"},
    {"PREV_FY_OR_6M", "ทั้งปีของปีก่อน หรือช่วงแรกของปีที่ประเมิน",
     "the year before, or the first months of the year"},
    {"MONTHLY_FY", "รายเดือนครบทุกเดือนที่ผ่านมาของปีที่ประเมิน", "each month of the year that is over"},
    {"RULES_AND_PLAN_FY", "หลักเกณฑ์ที่ใช้อยู่ และแผนที่ครอบคลุมปีที่ประเมิน",
     "rules in force, and a plan that covers the year"},
    {"RULES_AND_DONE_FY", "ฉบับที่ใช้อยู่ และการดำเนินการในปีที่ประเมิน",
     "rules in force, and something done in the year"},
    {"DECLARE_AND_DONE_FY", "ประกาศของปีที่ประเมิน และการดำเนินการในปีนั้น",
     "announcement of the year, and something done in it"},
    {"SYSTEM_AND_STATS", "ระบบที่ใช้ได้วันนี้ และสถิติการใช้ของปีก่อนหรือปีที่ประเมิน",
     "a service that works today, and its figures of this year or the last"},
});

constexpr std::array kStatusesEn =
    std::to_array<std::string_view>({"published", "incomplete", "stale", "broken link", "not found",
                                     "not due yet", "not checkable"});

std::string_view look_up(std::span<const Word> words, std::string_view code, Lang lang) {
  const auto at = std::ranges::find(words, code, &Word::code);
  return at == words.end() ? code : pick(lang, at->th, at->en);
}

/// The numbers of an id such as "9.10".
std::vector<int> numbers(std::string_view id) {
  std::vector<int> out;
  for (const char* at = id.data(); at < id.data() + id.size();) {
    int number = 0;
    const auto read = std::from_chars(at, id.data() + id.size(), number);
    if (read.ec == std::errc()) out.push_back(number);
    at = std::max(read.ptr, at) + 1;
  }
  return out;
}

}  // namespace

std::string iso_day(text::Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string iso_time(std::chrono::system_clock::time_point at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at) - day);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", iso_day(day), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

std::string day_text(text::Day day, Lang lang) {
  const std::chrono::year_month_day date(day);
  const auto month = static_cast<unsigned>(date.month()) - 1;
  const int year = static_cast<int>(date.year());
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                     pick(lang, kMonthsTh[month], kMonthsEn[month]),
                     lang == Lang::th ? year + kBuddhistEra : year);
}

std::string minute_text(std::chrono::system_clock::time_point at, Lang lang) {
  const auto there = at + std::chrono::hours(7);
  const auto day = std::chrono::floor<std::chrono::days>(there);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(there) - day);
  return fmt::format("{} {:02}:{:02}{}", day_text(bangkok_day(at), lang), time.hours().count(),
                     time.minutes().count(), pick(lang, " น.", " (Bangkok)"));
}

std::string period_text(const model::ReportPeriod& period, Lang lang) {
  if (period.span) {
    if (period.span->first == period.span->last) return day_text(period.span->first, lang);
    return day_text(period.span->first, lang) + " – " + day_text(period.span->last, lang);
  }
  if (period.fiscal_year == 0) return {};
  return lang == Lang::th ? fmt::format("พ.ศ. {}", period.fiscal_year)
                          : std::to_string(period.fiscal_year - kBuddhistEra);
}

std::string required_text(const model::ReportPeriod& period, Lang lang) {
  std::string out(look_up(kPeriods, period.code, lang));
  if (period.span) out += ": " + period_text(period, lang);
  return out;
}

std::string fiscal_year_text(int buddhist_year, Lang lang) {
  return std::to_string(lang == Lang::th ? buddhist_year : buddhist_year - kBuddhistEra);
}

std::string_view basis_text(model::Basis basis, Lang lang) {
  return basis == model::Basis::unstated ? std::string_view{}
                                         : look_up(kBases, model::name_of(basis), lang);
}

std::string provisional_text(int based_on, Lang lang) {
  return lang == Lang::th
             ? fmt::format("ฉบับชั่วคราว: ใช้รายการปี {} จนกว่าคู่มือของปีที่ประเมินจะออก", based_on)
             : fmt::format("provisional: the list of B.E. {} until this year's is at hand",
                           based_on);
}

std::string_view warns_text(Lang lang) {
  return pick(lang, "ข้อกำหนดนี้ยังไม่ยืนยัน จึงเตือนเท่านั้น ไม่ถือว่าไม่ผ่าน",
              "this rule is not confirmed: it warns and never fails");
}

std::string band_text(const model::Score& score, Lang lang) {
  if (score.band.empty()) return "-";
  const auto& name = score.level.th.empty() ? score.band : pick(lang, score.level);
  if (!score.open) return name;
  return std::string(pick(lang, "ไม่เกิน ", "at most ")) + name;
}

std::string number_text(double value) {
  const double rounded = std::round(value * 100) / 100;
  if (rounded == std::floor(rounded)) return fmt::format("{:.0f}", rounded);
  return fmt::format("{:.2f}", rounded);
}

std::string points_text(double value) {
  return fmt::format("{:.2f}", std::round(value * 100) / 100);
}

std::string window_text(const model::Finding& finding, Lang lang) {
  const bool thai = lang == Lang::th || finding.due_window.en.empty();
  const auto& words = pick(lang, finding.due_window);
  std::string out;
  for (std::size_t i = 0; i < words.size();) {
    int year = 0;
    const auto read = std::from_chars(words.data() + i, words.data() + words.size(), year);
    const auto size = static_cast<std::size_t>(read.ptr - (words.data() + i));
    if (read.ec != std::errc() || size == 0 || words[i] == '-') {
      out += words[i++];
      continue;
    }
    if (size == 2 && thai) year += kCentury;
    if (size == 4 && !thai && year > kCentury - 100) year -= kBuddhistEra;
    out += std::to_string(year);
    i += size;
  }
  return out;
}

std::string waiver_text(const std::optional<model::Waiver>& waiver, Lang lang) {
  if (!waiver) return {};
  return fmt::format("{} ({}) {} {}", waiver->reason, waiver->owner, pick(lang, "ถึง", "until"),
                     day_text(waiver->until, lang));
}

std::string_view status_text(model::Status status, Lang lang) {
  return pick(lang, model::thai_of(status), kStatusesEn[static_cast<std::size_t>(status)]);
}

std::string_view outcome_text(std::string_view outcome, Lang lang) {
  return look_up(kOutcomes, outcome, lang);
}
std::string_view limit_text(std::string_view limit, Lang lang) {
  return look_up(kLimits, limit, lang);
}
std::string_view feature_text(std::string_view id, Lang lang) {
  return look_up(kFeatures, id, lang);
}
std::string_view place_text(std::string_view place, Lang lang) {
  return look_up(kPlaces, place, lang);
}
std::string_view kind_text(std::string_view kind, Lang lang) { return look_up(kKinds, kind, lang); }
std::string_view text_from_text(std::string_view from, Lang lang) {
  return look_up(kTextFrom, from, lang);
}
std::string_view category_text(std::string_view category, Lang lang) {
  return look_up(kCategories, category, lang);
}

std::vector<std::pair<std::string, double>> in_number_order(
    const std::map<std::string, double>& values) {
  std::vector<std::pair<std::string, double>> out(values.begin(), values.end());
  std::ranges::stable_sort(out, {}, [](const auto& entry) { return numbers(entry.first); });
  return out;
}

bool is_checked(const model::Report& report) {
  return report.outcome.empty() || report.outcome == "ok";
}

std::string_view feature_result_text(const model::Report& report, const model::SiteFeature& feature,
                                     Lang lang) {
  if (feature.found) return pick(lang, "✓ พบ", "✓ found");
  return is_checked(report) ? pick(lang, "✗ ไม่พบ", "✗ not found")
                            : pick(lang, "– ไม่ได้ตรวจ", "– not checked");
}

std::string_view best_score_text(Lang lang) {
  return pick(lang, "สูงสุดที่เป็นไปได้: ถ้าข้อที่ตรวจไม่ได้หรือยังไม่ถึงกำหนดครบทุกข้อ และไม่แก้ข้ออื่น",
              "At best: items not checkable or not due all turn out right; nothing is mended");
}
std::string_view mended_score_text(Lang lang) {
  return pick(lang, "หากแก้ไขครบ: ถ้าแก้ทุกข้อที่พบปัญหาแล้ว ข้อที่ตรวจไม่ได้ยังไม่นับ",
              "If all is mended: every problem is put right; items not checkable do not count");
}

namespace {

/// The components that are absent and required, named; "" when there are none.
std::string absent_components(const model::Finding& finding, Lang lang) {
  std::string out;
  for (const auto& one : finding.components)
    if (one.met == false && !one.advised) out += (out.empty() ? "" : ", ") + pick(lang, one.name);
  return out;
}

}  // namespace

std::string reason_text(const model::Finding& finding, Lang lang) {
  if (finding.cause && finding.cause->code == "component_absent")
    if (const auto absent = absent_components(finding, lang); !absent.empty())
      return std::string(pick(lang, "ขาด: ", "absent: ")) + absent;
  if (!finding.cause) return finding.reasons.empty() ? "" : pick(lang, finding.reasons.front());
  std::string out = pick(lang, finding.cause->text);
  if (!finding.reasons.empty() && finding.reasons.front() != finding.cause->text)
    out += ": " + pick(lang, finding.reasons.front());
  return out;
}

}  // namespace oit::report
