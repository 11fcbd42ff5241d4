#include "text/lost_am.h"

#include <array>
#include <string_view>
#include <utility>

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

constexpr std::string_view kSaraAm = "\u0E33";
constexpr int kEnough = 2;  // such words that show what happened

}  // namespace

std::string restore_am(std::string utf8) {
  if (utf8.find(kSaraAm) != std::string::npos) return utf8;
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
