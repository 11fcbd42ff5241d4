#include "crawl/report_rows.h"

#include <gtest/gtest.h>

namespace oit::crawl {
namespace {

model::PageFacts amounts_of(std::string_view content) {
  model::PageFacts facts;
  read_amounts(content, facts);
  return facts;
}

TEST(ReadAmounts, MoneyIsNoOrdinalYearTelephoneOrSection) {
  EXPECT_EQ(amounts_of("งบประมาณ ๑๕๐,๐๐๐ บาท\nจ่ายจริง 148,318.28\nผู้เข้าร่วม 350 คน").amounts, 3);
  EXPECT_EQ(
      amounts_of("แผนปี พ.ศ. 2566\n12 โครงการ\nโทร 043123456\nข้อ 3.1.2\n15 มีนาคม 2566").amounts, 0);
  EXPECT_EQ(amounts_of("2,566 คน\n2566.50 บาท").amounts, 2);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "1,000\n";
  EXPECT_EQ(amounts_of(many).amounts, 40);
}

TEST(ReadAmounts, RowsTellTheResultOrOnlyThePlan) {
  const auto facts = amounts_of(
      "ที่ โครงการ งบตั้งไว้ จ่ายจริง\n๑ ลอยกระทง ๑๕๐,๐๐๐ ๑๔๘,๓๑๘.๒๘ บรรลุ\n๒ อาหารกลางวัน ๘๘๒,๐๐๐ ๘๖๙,๓๘๙\n"
      "๓ เยี่ยมผู้ป่วย ๓๐,๐๐๐\n๔ ซ่อมบ้าน ๑๖๐,๐๐๐\n๕ ประปา ๒๗๘,๐๐๐ ไม่ได้ดำเนินการ\n6 ขยะ 60,000 -\n๗ ถนน");
  EXPECT_EQ(facts.rows_settled, 2);
  EXPECT_EQ(facts.rows_open, 2) << "a remark or a dash is an answer";
}

TEST(ReadAmounts, RowsAreCountedInTheirOrder) {
  const auto facts = amounts_of("5 บ้านเลขที่ 1,200\n1 ถนน 500,000\n9 หมู่ 3,000\n2 ประปา 300,000\n");
  EXPECT_EQ(facts.rows_open, 2) << "only 1 and 2 count rows";
  EXPECT_EQ(amounts_of("1 ก 500\n2 ข 600\n1 ค 700\n2 ง 800").rows_open, 4) << "a second table";
}

}  // namespace
}  // namespace oit::crawl
