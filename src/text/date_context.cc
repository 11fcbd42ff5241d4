#include "text/date_context.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "text/thai.h"

namespace oit::text {
namespace {
constexpr std::array<std::u32string_view, 13> kTerms{
    U"ภายใน", U"เกิน",  U"กว่า",  U"อายุ",   U"จำคุก",   U"เป็นเวลา", U"อย่างน้อย",
    U"จำนวน", U"ไม่ถึง", U"ตั้งแต่", U"มาแล้ว", U"ล่วงหน้า", U"ครบ"};

constexpr std::array kLeads{
    std::u32string_view(U"เลขที่"),   std::u32string_view(U"หน้า"),    std::u32string_view(U"ห้อง"),
    std::u32string_view(U"รหัส"),    std::u32string_view(U"จำนวน"),  std::u32string_view(U"เบอร์"),
    std::u32string_view(U"ราคา"),   std::u32string_view(U"ยอด"),    std::u32string_view(U"หมายเลข"),
    std::u32string_view(U"เลข"),    std::u32string_view(U"ลำดับ"),   std::u32string_view(U"ข้อ"),
    std::u32string_view(U"มาตรา"),  std::u32string_view(U"no."),    std::u32string_view(U"โทร"),
    std::u32string_view(U"โทร."),   std::u32string_view(U"โทรศัพท์"), std::u32string_view(U"โทรสาร"),
    std::u32string_view(U"ซอย"),    std::u32string_view(U"ถนน"),    std::u32string_view(U"รวม"),
    std::u32string_view(U"iso"),    std::u32string_view(U"เข้าชม"),  std::u32string_view(U"ผู้ชม"),
    std::u32string_view(U"เปิดอ่าน"), std::u32string_view(U"อ่านแล้ว"), std::u32string_view(U"views"),
    std::u32string_view(U"hits")};

constexpr std::array<std::u32string_view, 12> kCounted{U"สขร",  U"สขร.", U"ครั้งที่",  U"ฉบับที่",
                                                       U"ข้อ",   U"ข้อที่",  U"ลำดับที่", U"รอบที่",
                                                       U"เล่มที่", U"ภาคที่", U"แบบ",   U"ชุดที่"};

constexpr std::array<std::u32string_view, 4> kRights{U"©", U"copyright", U"ลิขสิทธิ์", U"(c)"};

constexpr std::array<std::u32string_view, 21> kUnits{
    U"บาท",  U"คน",    U"ล้าน",   U"ชุด", U"แห่ง", U"ครัวเรือน", U"เมตร",
    U"กิโล",  U"ตาราง", U"ตร.",   U"ไร่", U"นาที", U"ชั่วโมง",   U"หลังคา",
    U"หน่วย", U"คัน",    U"เครื่อง", U"ตัน", U"ลิตร", U"กก.",     U"กม."};

template <class Words>
bool ends_in_any(const DateText& text, std::size_t i, const Words& words) {
  const std::size_t begin = text.tokens[i].begin;
  return std::ranges::any_of(
      words, [&](std::u32string_view word) { return ends_in(text.chars, begin, word); });
}

/// A short number and a joint stand right before: the 12/ of 12/2566.
bool is_behind_number(const DateText& text, std::size_t i) {
  if (i < 2 || text.tokens[i].gap) return false;
  const DateWord joint = text.tokens[i - 1].word;
  const int digits = text.tokens[i - 2].digits;
  return (joint == DateWord::slash || joint == DateWord::to || joint == DateWord::dot) &&
         digits > 0 && digits < 4;
}
}  // namespace

bool is_counted(const DateText& text, std::size_t i) { return ends_in_any(text, i, kCounted); }

bool is_copyright(const DateText& text, std::size_t i) { return ends_in_any(text, i, kRights); }

bool is_term(const DateText& text, std::size_t i) { return ends_in_any(text, i, kTerms); }

bool is_foreign_number(const DateText& text, std::size_t i) {
  if (is_behind_number(text, i) || ends_in_any(text, i, kLeads)) return true;
  const std::size_t begin = text.tokens[i].begin;
  return ends_in(text.chars, begin, U"ที่") && !ends_in(text.chars, begin, U"หน้าที่") &&
         !ends_in(text.chars, begin, U"พื้นที่");
}

bool has_unit(const DateText& text, std::size_t i) {
  auto rest = std::u32string_view(text.chars).substr(text.tokens[i].end);
  while (rest.starts_with(U' ')) rest.remove_prefix(1);
  if (std::ranges::any_of(kUnits, [&](std::u32string_view unit) { return rest.starts_with(unit); }))
    return true;
  constexpr std::u32string_view kTimes = U"ครั้ง";
  constexpr std::u32string_view kPersons = U"ราย";  // but not รายงาน, รายเดือน
  if (rest.starts_with(kTimes)) return !rest.substr(kTimes.size()).starts_with(U"ที่");
  if (!rest.starts_with(kPersons)) return false;
  return rest.size() == kPersons.size() || !is_thai_letter(rest[kPersons.size()]);
}

}  // namespace oit::text
