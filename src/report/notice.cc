#include "report/notice.h"

namespace oit::report {

model::SiteProblem notice(const std::string& name, const model::Report& report) {
  model::SiteProblem out{name, report.final_url.empty() ? report.seed_url : report.final_url, {}};
  if (name == "ignore_robots")
    out.text = {"ผู้สั่งตรวจให้อ่านหน้าที่ robots.txt ห้ามไว้ด้วย (--ignore-robots)",
                "pages that robots.txt forbids were read too, as asked for by --ignore-robots"};
  else if (name == "ignore_politeness")
    out.text = {"ผู้สั่งตรวจให้ยกเลิกการหน่วงเวลาและการจำกัดจำนวนการเชื่อมต่อ (--ignore-politeness)",
                "pace and connection limits were off, as asked for by --ignore-politeness"};
  else if (name == "no_ocr")
    out.text = {
        "เครื่องนี้อ่านภาพและไฟล์สแกนไม่ได้ ติดตั้งแพ็กเกจ tesseract-ocr และ tesseract-ocr-tha แล้วตรวจใหม่",
        "scans and pictures could not be read here; install the packages tesseract-ocr and "
        "tesseract-ocr-tha and check again"};
  else
    out.text = {name, name};
  return out;
}

}  // namespace oit::report
