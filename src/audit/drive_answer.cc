#include "audit/drive_answer.h"

#include "audit/cause.h"
#include "audit/conclude.h"

namespace oit::audit {
namespace {

using model::DriveAnswer;

model::LocalText unknown_reason(const model::PageFacts& page) {
  if (page.drive == DriveAnswer::quota)
    return {"คลาวด์แจ้งว่ามีผู้เปิดไฟล์นี้มากเกินกำหนดในขณะนี้",
            "the drive says that too many have opened the file for now"};
  if (page.drive == DriveAnswer::confirm)
    return {"คลาวด์ขอให้ยืนยันก่อนดาวน์โหลดไฟล์ขนาดใหญ่ จึงไม่ได้อ่าน",
            "the drive asks whether to download a large file; it was not read"};
  if (const auto judged = judge_fetch(page); judged && judged->code != "soft_404")
    return cause(judged->code).text;
  return {"คลาวด์ตอบหน้าที่ไม่ใช่ตัวเอกสาร", "the drive answered with something that is no document"};
}

}  // namespace

bool assess_drive(Assessment& out, const AssessContext& context) {
  const auto& page = *out.candidate->target;
  if (page.drive == DriveAnswer::none || page.drive == DriveAnswer::file ||
      page.drive == DriveAnswer::page)
    return false;
  out.period = read_claims(*out.candidate, context.demand);
  out.kind = page.drive == DriveAnswer::folder ? "post_list" : "outgoing_link";
  switch (page.drive) {
    case DriveAnswer::folder:
      out.verdict = Verdict::list;  // its files are candidates of their own
      break;
    case DriveAnswer::empty:
      conclude(out, Verdict::incomplete,
               page.outcome == model::FetchOutcome::empty ? "empty_file" : "empty_page");
      out.confidence = 0.8;
      break;
    case DriveAnswer::sign_in:
      conclude(out, Verdict::broken, "sign_in");
      out.reasons.push_back({"ไฟล์บนคลาวด์ไม่ได้ตั้งเป็น \"ทุกคนที่มีลิงก์\"",
                             "the file in the drive is not shared with \"anyone with the link\""});
      break;
    case DriveAnswer::gone:
      conclude(out, Verdict::broken, "drive_deleted");
      break;
    default:
      conclude(out, Verdict::unverified,
               page.outcome == model::FetchOutcome::forbidden ? "forbidden" : "cloud_drive");
      out.reasons.push_back(unknown_reason(page));
  }
  return true;
}

}  // namespace oit::audit
