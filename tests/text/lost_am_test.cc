#include "text/lost_am.h"

#include <gtest/gtest.h>

namespace oit::text {
namespace {

TEST(RestoreAm, PutsTheRingBackIntoCommonWords) {
  EXPECT_EQ(restore_am("รายงานผลการดาเนินงาน ประจาปี ๒๕๖๖\nองค์การบริหารส่วนตาบล"),
            "รายงานผลการดำเนินงาน ประจำปี ๒๕๖๖\nองค์การบริหารส่วนตำบล");
}

TEST(RestoreAm, LeavesTextsAloneThatHaveIt) {
  EXPECT_EQ(restore_am("ดำเนินการที่ดาเนิน ประจา"), "ดำเนินการที่ดาเนิน ประจา");
  EXPECT_EQ(restore_am("อบต.ตาบล"), "อบต.ตาบล") << "one word shows nothing";
  EXPECT_EQ(restore_am("นาข้าว ตาชั่ง ยาสามัญ"), "นาข้าว ตาชั่ง ยาสามัญ");
}

TEST(RestoreAm, ClosesTheGapALostRingLeaves) {
  EXPECT_EQ(restore_am("ค าน า\nการด าเนินงานประจ าปี น้ าประปา ต าบล"),
            "คำนำ\nการดำเนินงานประจำปี น้ำประปา ตำบล");
  EXPECT_EQ(restore_am("คำนำ ด าเนินงาน รายก าร"), "คำนำ ดำเนินงาน รายก าร") << "layout's own gap";
  EXPECT_EQ(restore_am("รายก าร หน่วยง าน"), "รายก าร หน่วยง าน");
}

}  // namespace
}  // namespace oit::text
