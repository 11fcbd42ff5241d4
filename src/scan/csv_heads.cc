#include "scan/csv_heads.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "scan/written.h"
#include "text/normal.h"

namespace oit::scan {
namespace {

struct Head {
  std::string_view words;  ///< in lower case
  Field field;
};

/// Every head there is; those that end in ':' are followed by a key. The first of a field is the
/// one that messages list.
constexpr std::array kHeads = std::to_array<Head>({
    {"url", Field::url},
    {"website", Field::url},
    {"เว็บไซต์", Field::url},
    {"ที่อยู่เว็บไซต์", Field::url},
    {"id", Field::id},
    {"รหัส", Field::id},
    {"รหัสหน่วยงาน", Field::id},
    {"name", Field::name},
    {"ชื่อ", Field::name},
    {"หน่วยงาน", Field::name},
    {"ชื่อหน่วยงาน", Field::name},
    {"agency_type", Field::agency_type},
    {"type", Field::agency_type},
    {"ประเภท", Field::agency_type},
    {"ประเภทหน่วยงาน", Field::agency_type},
    {"province", Field::province},
    {"จังหวัด", Field::province},
    {"district", Field::district},
    {"อำเภอ", Field::district},
    {"อำเภอ/เขต", Field::district},
    {"tags", Field::tags},
    {"ป้าย", Field::tags},
    {"กลุ่ม", Field::tags},
    {"rulebook", Field::rulebook},
    {"ชุดรายการ", Field::rulebook},
    {"deadline", Field::deadline},
    {"กำหนดส่ง", Field::deadline},
    {"วันครบกำหนด", Field::deadline},
    {"max_pages", Field::max_pages},
    {"จำนวนหน้าสูงสุด", Field::max_pages},
    {"max_time", Field::max_time},
    {"เวลาสูงสุด", Field::max_time},
    {"delay", Field::delay},
    {"หน่วงเวลา", Field::delay},
    {"connections", Field::connections},
    {"จำนวนการเชื่อมต่อ", Field::connections},
    {"render", Field::render},
    {"วาดด้วยเบราว์เซอร์", Field::render},
    {"waive", Field::waive},
    {"ยกเว้น", Field::waive},
    {"ข้อยกเว้น", Field::waive},
    {"unit:", Field::unit},
    {"หน่วย:", Field::unit},
    {"contact:", Field::contact},
    {"ติดต่อ:", Field::contact},
    {"submitted:", Field::submitted},
    {"กรอกไว้:", Field::submitted},
    {"score:", Field::score},
    {"คะแนน:", Field::score},
    {"#", Field::note},
    {"หมายเหตุ", Field::note},
});

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

/// The name of the score that a head calls by `key`.
std::string score_of(std::string_view key) {
  if (key == "รวม") return "total";
  if (key == "ปีก่อน") return "previous";
  return lower(text::fold_digits(key));
}

}  // namespace

std::optional<Column> column_of(const std::string& cell) {
  const auto written = text::normalise(cell);
  const auto words = lower(written);
  for (const auto& head : kHeads) {
    if (head.field == Field::note && words.starts_with(head.words)) return Column{};
    const bool has_key = head.words.ends_with(':');
    if (!has_key && words == head.words) return Column{head.field, {}};
    if (!has_key || !words.starts_with(head.words)) continue;
    const auto key = trimmed(std::string_view(written).substr(head.words.size()));
    if (key.empty()) continue;
    return Column{head.field, head.field == Field::score ? score_of(key) : std::string(key)};
  }
  return std::nullopt;
}

std::string list_heads() {
  std::string out;
  std::optional<Field> last;
  bool has_others = false;
  for (const auto& head : kHeads) {
    if (last != head.field) {
      out += fmt::format("{}{}{}", has_others ? ")" : "", last ? ", " : "", head.words);
      has_others = false;
    } else {
      out += fmt::format("{}{}", has_others ? ", " : " (", head.words);
      has_others = true;
    }
    last = head.field;
  }
  return out + (has_others ? ")" : "");
}

}  // namespace oit::scan
