#include "text/text_layer.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/file.h"
#include "text/charset.h"
#include "text/thai.h"
#include "text/utf8.h"

namespace oit::text {
namespace {

const std::string kSound =
    "แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. 2566\n"
    "ด้วยองค์การบริหารส่วนตำบลทุ่งสว่างได้จัดทำแผนการจัดซื้อจัดจ้างประจำปี เพื่อให้เป็นไปตามพระราชบัญญัติ\n"
    "การจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. 2560 มาตรา 11 จึงประกาศเผยแพร่แผนดังกล่าวให้ทราบโดยทั่วกัน\n"
    "ลำดับที่ 1 จ้างก่อสร้างถนนคอนกรีตเสริมเหล็ก งบประมาณ 480,000 บาท วิธีเฉพาะเจาะจง\n";

/// `utf8` with each character replaced by what `change` makes of it.
template <class Change>
std::string changed(std::string_view utf8, Change change) {
  std::string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const ReadChar read = read_char(utf8, at);
    at += read.size;
    change(read.c, out);
  }
  return out;
}

TEST(RepairLayer, UndoesThaiReadAsLatin) {
  const auto latin = changed(kSound, [](char32_t c, std::string& out) {
    append_char(out, is_thai(c) ? c - kThaiFirst + 0xA0 : c);
  });
  EXPECT_EQ(repair_layer(latin), kSound);
  std::string french;
  for (int i = 0; i < 4; ++i)
    french += "Élève très âgé à l'école où l'été est déjà à côté du château. ";
  EXPECT_EQ(repair_layer(french), french);
}

TEST(RepairLayer, HalvesLinesWrittenTwice) {
  const auto twice = changed("ประกาศองค์การบริหารส่วนตำบล 2566\n", [](char32_t c, std::string& out) {
    append_char(out, c);
    if (c != '\n' && c != ' ') append_char(out, c);
  });
  const std::string rule = std::string(30, '.') + "\n" + std::string(30, '=') + "\n";
  EXPECT_EQ(repair_layer(rule), rule);
  EXPECT_EQ(repair_layer(twice + kSound), "ประกาศองค์การบริหารส่วนตำบล 2566\n" + kSound);
}

TEST(RepairLayer, UndoesRingsOnEveryA) {
  const auto ringed = changed(
      kSound, [](char32_t c, std::string& out) { append_char(out, c == kSaraAa ? kSaraAm : c); });
  const auto repaired = repair_layer(ringed);
  EXPECT_NE(repaired.find("แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ"), std::string::npos) << repaired;
  EXPECT_NE(repaired.find("องค์การบริหารส่วนตำบล"), std::string::npos) << repaired;
}

TEST(FindGarbling, KnowsLayersThatAreNoWriting) {
  const auto to = [](char32_t first) {
    return changed(kSound, [first](char32_t c, std::string& out) {
      append_char(out, is_thai(c) ? first + (c - kThaiFirst) : c);
    });
  };
  EXPECT_FALSE(find_garbling(to(0xE100)).empty()) << "private glyphs";
  EXPECT_FALSE(find_garbling(to(0xA1)).empty()) << "Latin letters of no charset";
  EXPECT_FALSE(find_garbling(to(0x21)).empty()) << "ASCII signs";
  const auto bare = changed(kSound, [](char32_t c, std::string& out) {
    if (!is_mark(thai_kind(c))) append_char(out, c);
  });
  EXPECT_FALSE(find_garbling(bare).empty()) << "no marks";
  std::string shifted;  // a font whose glyphs are numbered from the space on
  for (int i = 0; i < 6; ++i) shifted += "7KH DQQXDO SURFXUHPHQW SODQ RI WKH RIILFH LV SXEOLVKHG ";
  EXPECT_FALSE(find_garbling(shifted).empty());
  const auto mixed = changed(kSound, [](char32_t c, std::string& out) {
    append_char(out, is_thai_letter(c) ? kThaiFirst + 1 + (c * 7 - kThaiFirst) % 0x4B : c);
  });
  EXPECT_FALSE(find_garbling(mixed).empty()) << mixed;
}

/// Scanners' programs set to English are common: their noise used to be read as the paper's text,
/// in which "No Gift Policy" or "e-bidding" then stood.
TEST(FindGarbling, KnowsThaiThatWasReadAsLatinLetters) {
  for (const char* noise :
       {"Usemeineurar van wane\nFo9 INsUWSURUNIsIAvOIAd UsditeuUseNIM WA. 2566\n"
        "AUWIZTIVUUAANITIATDIAT NU aumguaMawaqniaag W.A. 2560\n"
        "1 Usuussauwsn |940,000.00 | e-bidding | unsiAy NaIVW\n"
        "2 neaateury 1,450,000.00 | e-bidding | nuniiWus naw",
        "Masiunamuulyur No Gift Policy vin sUAUA\nvwuin\n"
        "WuUszuIA W.AL lado (FaU > LAA)\nseuI199UTl MAIAU ndoe - no Tuas med\n"
        "DIANITUSH ISAM UA NHUAIANAS\nwa HuqunsaMsuvaaviIg ala | naseniunas\n"})
    EXPECT_FALSE(find_garbling(noise).empty()) << noise;
}

TEST(FindGarbling, LeavesEnglishPapersAlone) {
  for (const char* english :
       {"ANNUAL PROCUREMENT PLAN, FISCAL YEAR 2023\nNong Bua Subdistrict Administrative "
        "Organisation\n"
        "No. | Project | Budget (THB) | Method\n1 | Concrete road, Moo 3 | 480,000 | e-bidding\n"
        "2 | LED street lamps, 60 kWh | 120,000 | Specific selection\nSigned: Somchai Jaidee, CEO",
        "The McDonald report of the PhD students is published on iThenticate and YouTube, and the "
        "PDFs of the LPAs and SAOs can be read by all who ask for them at the office.",
        "WiFi and IoT of the SAO\nThe agency opens WiFi in all villages. For more, ask the office.",
        "นโยบาย No Gift Policy\nThe agency takes no gifts. เจ้าหน้าที่ของรัฐทุกคนไม่รับของขวัญทุกชนิด "
        "จากการปฏิบัติหน้าที่ ในทุกเทศกาล OneStopService CleanAndGreen NoGiftPolicy"})
    EXPECT_EQ(find_garbling(english), "") << english;
}

TEST(FindGarbling, LeavesSoundTextAlone) {
  std::string english;
  for (int i = 0; i < 6; ++i)
    english += "The annual procurement plan of the office is published here. ";
  std::string figures;
  for (int i = 0; i < 50; ++i) figures += "1,234.50 | 12/5/2566 | 100% | (500.00) ";
  const auto moved = changed(kSound, [](char32_t c, std::string& out) {
    append_char(out, c >= 0x0E48 && c <= 0x0E4B ? 0xF70A + (c - 0x0E48) : c);  // marks moved aside
  });
  for (const auto& text : {kSound, moved, english, figures, std::string("ก ข ค"), std::string()}) {
    EXPECT_EQ(find_garbling(text), "") << text;
    EXPECT_EQ(repair_layer(text), text);
  }
}

std::string without_tags(std::string_view html) {
  std::string text;
  bool is_tag = false;
  for (const char c : html) {
    if (c == '<') is_tag = true;
    if (!is_tag) text += c;
    if (c == '>') is_tag = false;
  }
  return text;
}

/// Pages of the fixture sites stand for what agencies write.
TEST(TextLayer, HasNoEffectOnSoundText) {
  namespace fs = std::filesystem;
  std::size_t seen = 0;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(OIT_SOURCE_DIR) / "fixtures" / "sites")) {
    if (entry.path().extension() != ".html") continue;
    const auto text = without_tags(decode(read_file(entry.path()).value(), {}).utf8);
    EXPECT_EQ(repair_layer(text), text) << entry.path();
    EXPECT_EQ(find_garbling(text), "") << entry.path();
    ++seen;
  }
  EXPECT_GT(seen, 50U);
}

}  // namespace
}  // namespace oit::text
