#include "text/lost_am.h"

#include <array>
#include <string_view>
#include <utility>

#include "text/thai.h"
#include "text/utf8.h"

namespace oit::text {
namespace {

/// Without its ring, and as it is written; the wrong forms are no words.
constexpr auto kWords = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"ดาเนิน", "ดำเนิน"}, {"ประจา", "ประจำ"},   {"จานวน", "จำนวน"},   {"กาหนด", "กำหนด"},
    {"อานาจ", "อำนาจ"}, {"ตาบล", "ตำบล"},     {"อาเภอ", "อำเภอ"},   {"สานัก", "สำนัก"},
    {"สาคัญ", "สำคัญ"},   {"สาหรับ", "สำหรับ"},   {"สาเร็จ", "สำเร็จ"},   {"สาเนา", "สำเนา"},
    {"คาร้อง", "คำร้อง"}, {"คาสั่ง", "คำสั่ง"},     {"จัดทา", "จัดทำ"},     {"การทางาน", "การทำงาน"},
    {"แนะนา", "แนะนำ"}, {"นาเสนอ", "นำเสนอ"}, {"ลาดับ", "ลำดับ"},     {"จาเป็น", "จำเป็น"},
    {"บารุง", "บำรุง"},   {"ตาแหน่ง", "ตำแหน่ง"}, {"ทาเนียบ", "ทำเนียบ"}, {"ชานาญ", "ชำนาญ"},
    {"กากับ", "กำกับ"},   {"ควรทา", "ควรทำ"},   {"คาแนะ", "คำแนะ"},   {"สารวจ", "สำรวจ"},
});

constexpr std::string_view kAm = "\u0E33";
constexpr std::string_view kGap = " \u0E32";  // a ring that became a space, before า
constexpr int kEnough = 2;                    // such words that show what happened

bool is_thai_consonant_or_tone(std::string_view utf8, std::size_t end) {
  if (end < 3) return false;
  const ThaiKind kind = thai_kind(read_char(utf8, end - 3).c);
  return kind == ThaiKind::consonant || kind == ThaiKind::tone;
}

/// Puts ำ for the gap in listed words: "ด าเนิน". How many there were.
int close_known_gaps(std::string& utf8) {
  int closed = 0;
  for (const auto& [wrong, right] : kWords) {
    const auto am = right.find(kAm);
    std::string broken(right);
    broken.replace(am, kAm.size(), kGap);
    for (auto at = utf8.find(broken); at != std::string::npos;
         at = utf8.find(broken, at + right.size())) {
      utf8.replace(at, broken.size(), right);
      ++closed;
    }
  }
  return closed;
}

/// "ค าน า" → "คำนำ": no word begins with า. Where the text has ำ besides, a gap may be the
/// layout's, and only listed words are closed.
void close_gaps(std::string& utf8) {
  if (utf8.find(kGap) == std::string::npos) return;
  const bool has_am = utf8.find(kAm) != std::string::npos;
  if (close_known_gaps(utf8) == 0 || has_am) return;
  for (auto at = utf8.find(kGap); at != std::string::npos; at = utf8.find(kGap, at + 1))
    if (is_thai_consonant_or_tone(utf8, at)) utf8.replace(at, kGap.size(), kAm);
}

}  // namespace

std::string restore_am(std::string utf8) {
  close_gaps(utf8);
  if (utf8.find(kAm) != std::string::npos) return utf8;
  int seen = 0;
  for (const auto& [wrong, right] : kWords)
    for (auto at = utf8.find(wrong); at != std::string::npos && seen < kEnough;
         at = utf8.find(wrong, at + wrong.size()))
      ++seen;
  if (seen < kEnough) return utf8;
  for (const auto& [wrong, right] : kWords)
    for (auto at = utf8.find(wrong); at != std::string::npos;
         at = utf8.find(wrong, at + right.size()))
      utf8.replace(at, wrong.size(), right);
  return utf8;
}

}  // namespace oit::text
