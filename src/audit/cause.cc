#include "audit/cause.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace oit::audit {
namespace {

struct Row {
  std::string_view code, th, en, who_th, who_en;
};

constexpr std::string_view kAdminTh = "ผู้ดูแลเว็บไซต์", kAdminEn = "the site's administrator";
constexpr std::string_view kUsTh = "ผู้ใช้งาน oitcheck", kUsEn = "whoever runs oitcheck";
constexpr std::string_view kPersonTh = "เจ้าหน้าที่เปิดตรวจด้วยตนเอง",
                           kPersonEn = "a person who opens it";

constexpr std::array kRows = std::to_array<Row>({
    {"not_found", "ลิงก์ชี้ไปยังหน้าที่ไม่มีอยู่ (404)", "the link leads to a page that does not exist (404)",
     kAdminTh, kAdminEn},
    {"gone", "หน้านี้ถูกถอดออกแล้ว (410)", "the page was taken down (410)", kAdminTh, kAdminEn},
    {"client_error", "เว็บไซต์ปฏิเสธคำขอ (4xx)", "the site refuses the request (4xx)", kAdminTh,
     kAdminEn},
    {"server_error", "เว็บไซต์ขัดข้อง (5xx) แม้ลองซ้ำแล้ว",
     "the server fails (5xx), also when asked again", kAdminTh, kAdminEn},
    {"no_such_host", "ลิงก์ชี้ไปยังชื่อเครื่องที่ไม่มีอยู่", "the link names a host that does not exist", kAdminTh,
     kAdminEn},
    {"refused", "เครื่องปลายทางไม่รับการเชื่อมต่อ", "the target's server refuses connections", kAdminTh,
     kAdminEn},
    {"empty_file", "ไฟล์ว่างเปล่า (0 ไบต์)", "the file is empty (0 bytes)", kAdminTh, kAdminEn},
    {"damaged", "ไฟล์เสียหรือไม่สมบูรณ์ เปิดไม่ได้", "the file is damaged or cut off", kAdminTh, kAdminEn},
    {"encrypted", "ไฟล์ต้องใช้รหัสผ่าน ประชาชนเปิดไม่ได้", "the file asks for a password", kAdminTh,
     kAdminEn},
    {"soft_404", "หน้านี้แจ้งว่าไม่พบข้อมูล แม้ตอบรหัสสำเร็จ", "says \"not found\" although it answers 200",
     kAdminTh, kAdminEn},
    {"redirect_home", "ลิงก์พากลับไปหน้าแรก", "the link only leads back to the home page", kAdminTh,
     kAdminEn},
    {"sign_in", "ต้องเข้าสู่ระบบก่อนจึงจะเปิดได้", "asks the public to sign in", kAdminTh, kAdminEn},
    {"too_many_redirects", "ลิงก์เปลี่ยนทางวนไม่สิ้นสุด", "the link redirects in a circle", kAdminTh,
     kAdminEn},
    {"bad_redirect", "ลิงก์เปลี่ยนทางไปยังที่อยู่ที่ใช้ไม่ได้", "redirects to an address that is no web page",
     kAdminTh, kAdminEn},
    {"robots_disallowed", "robots.txt ของเว็บไซต์ห้ามเครื่องมืออ่านหน้านี้", "robots.txt forbids reading it",
     kAdminTh, kAdminEn},
    {"robots_unreachable", "อ่าน robots.txt ไม่ได้ จึงไม่เข้าอ่านเว็บไซต์",
     "robots.txt could not be read, so the site was not", kAdminTh, kAdminEn},
    {"forbidden", "เว็บไซต์ไม่อนุญาตให้เครื่องมือเปิดหน้านี้ (403)", "the site forbids it to us (403)",
     kAdminTh, kAdminEn},
    {"rate_limited", "เว็บไซต์จำกัดจำนวนคำขอ (429)", "the site limits requests (429)", kAdminTh,
     kAdminEn},
    {"unavailable", "เว็บไซต์ไม่พร้อมให้บริการชั่วคราว (503)", "the site is unavailable for now (503)",
     kAdminTh, kAdminEn},
    {"timeout", "เว็บไซต์ตอบช้าเกินกำหนด", "the site answered too slowly", kAdminTh, kAdminEn},
    {"reset", "การเชื่อมต่อขาดกลางคัน", "the connection broke off", kAdminTh, kAdminEn},
    {"tls_failed", "เชื่อมต่อแบบเข้ารหัสไม่สำเร็จ", "no encrypted connection could be made", kAdminTh,
     kAdminEn},
    {"bad_protocol", "เว็บไซต์ตอบผิดรูปแบบของโปรโตคอล", "the answer breaks the protocol", kAdminTh,
     kAdminEn},
    {"too_large", "ไฟล์ใหญ่ผิดปกติ จึงหยุดอ่าน", "too large to read", kAdminTh, kAdminEn},
    {"blocked_address", "ลิงก์ชี้ไปยังที่อยู่ภายในที่ห้ามเปิด", "leads to a private address we must not ask",
     kAdminTh, kAdminEn},
    {"parse_limit", "หน้าเว็บซับซ้อนเกินกว่าจะอ่านได้", "the page is too complex to read", kAdminTh,
     kAdminEn},
    {"needs_browser", "หน้านี้แสดงผลด้วยสคริปต์ ต้องใช้เบราว์เซอร์", "drawn by scripts: needs a browser",
     kPersonTh, kPersonEn},
    {"drawing_failed", "หน้านี้แสดงผลด้วยสคริปต์ และเบราว์เซอร์เปิดไม่สำเร็จ",
     "drawn by scripts, and the browser gave up on it", kPersonTh, kPersonEn},
    {"unread_part", "หน้านี้มีภาพ กรอบ หรือส่วนที่ฝังอยู่ในตัวหน้าเองซึ่งเครื่องมือนี้อ่านไม่ได้",
     "holds a picture, frame or part within the page itself that this tool cannot read", kPersonTh,
     kPersonEn},
    {"ocr", "เป็นภาพหรือไฟล์สแกนที่ไม่มีข้อความ ต้องอ่านด้วยตาหรือ OCR",
     "a picture or scan without text: needs eyes or OCR", kPersonTh, kPersonEn},
    {"ocr_budget", "เป็นภาพหรือไฟล์สแกนที่ยังไม่ได้อ่านด้วย OCR เพราะใช้โควตาของเว็บไซต์นี้หมดแล้ว",
     "a picture or scan left unread: this site's OCR budget was spent", kUsTh, kUsEn},
    {"year_unreadable", "อ่านภาพหรือไฟล์สแกนแล้ว แต่อ่านปีบนเอกสารได้ไม่แน่ชัด",
     "OCR could not read the year on the picture or scan for certain", kPersonTh, kPersonEn},
    {"no_words", "เปิดภาพไม่ได้ หรือ OCR ไม่พบข้อความบนภาพหรือไฟล์สแกน ต้องเปิดดูด้วยตา",
     "the picture does not open, or OCR found no words on the picture or scan: needs eyes",
     kPersonTh, kPersonEn},
    {"office_file", "เป็นไฟล์ชนิดที่เครื่องนี้อ่านไม่ได้", "a kind of file that is not read here", kPersonTh,
     kPersonEn},
    {"cloud_drive", "เอกสารอยู่บนคลาวด์ภายนอก ยังตรวจสิทธิ์การเปิดไม่ได้",
     "hosted in a cloud drive whose access was not checked", kPersonTh, kPersonEn},
    {"drive_deleted", "ไฟล์บนคลาวด์ถูกลบหรือไม่มีอยู่แล้ว", "the file in the cloud drive was deleted",
     kAdminTh, kAdminEn},
    {"viewer", "เอกสารแสดงในโปรแกรมเปิดอ่านบนเว็บ (หนังสือพลิกหน้า) ที่เครื่องมืออ่านไม่ได้",
     "shown in a viewer on the web (a flip book) that this tool cannot read", kPersonTh, kPersonEn},
    {"post_back", "ปุ่มหรือหน้าถัดไปเปิดด้วยการส่งแบบฟอร์ม (POST) เครื่องมือเปิดตามลิงก์ไม่ได้",
     "the button or next page sends a form (POST): no link leads there", kAdminTh, kAdminEn},
    {"reader_stopped", "เอกสารซับซ้อนเกินกำหนด การอ่านถูกหยุด", "the document stopped its reader",
     kPersonTh, kPersonEn},
    {"short_link", "เป็นลิงก์ย่อที่ไม่ได้เปิดตาม", "a short link that was not followed", kPersonTh,
     kPersonEn},
    {"period_unclear", "อ่านได้ แต่ไม่พบปีหรือช่วงเวลาที่ใช้ตัดสิน",
     "readable, but nothing says for which period", kPersonTh, kPersonEn},
    {"subject_unclear", "เปิดได้ แต่เนื้อหาไม่ระบุเรื่องชัดเจน",
     "opens, but its text does not say what it is about", kPersonTh, kPersonEn},
    {"limit", "ยังอ่านเว็บไซต์ไม่ครบ เพราะถึงขีดจำกัดที่ตั้งไว้",
     "a limit ended the reading before this was settled", kUsTh, kUsEn},
    {"cancelled", "หยุดโดยผู้ใช้ก่อนอ่านครบ", "stopped by the user", kUsTh, kUsEn},
    {"not_captured", "ไม่มีหน้านี้ในชุดข้อมูลที่บันทึกไว้", "the capture lacks it", kUsTh, kUsEn},
    {"no_network", "เครื่องที่รันไม่มีเครือข่าย", "this machine has no network", kUsTh, kUsEn},
    {"home_failed", "เปิดหน้าแรกของเว็บไซต์ไม่ได้", "the home page could not be opened", kAdminTh,
     kAdminEn},
    {"empty_page", "มีหน้า แต่ไม่มีเนื้อหา", "the page exists but is empty", kAdminTh, kAdminEn},
    {"no_attachment", "ประกาศว่ามีเอกสารแนบ แต่ไม่มีไฟล์ให้เปิด", "speaks of an attachment, but has none",
     kAdminTh, kAdminEn},
    {"blank_form", "เป็นแบบฟอร์มเปล่า ยังไม่ได้กรอกหรือลงนาม", "a form that was not filled in or signed",
     kAdminTh, kAdminEn},
    {"only_cover", "มีเพียงปกหรือหัวเรื่อง ไม่มีเนื้อหา", "only a cover or heading", kAdminTh, kAdminEn},
    {"under_construction", "หน้านี้แจ้งว่าอยู่ระหว่างจัดทำ", "says that it is still being made", kAdminTh,
     kAdminEn},
    {"component_absent", "ขาดองค์ประกอบที่กำหนด", "a required component is absent", kAdminTh,
     kAdminEn},
    {"half_only", "มีเพียงบางช่วงของรอบที่กำหนด", "only a part of the required period", kAdminTh,
     kAdminEn},
});

}  // namespace

model::Cause cause(std::string_view code) {
  const auto* const row = std::ranges::find(kRows, code, &Row::code);
  OIT_CHECK(row != kRows.end());
  return {std::string(row->code),
          {std::string(row->th), std::string(row->en)},
          {std::string(row->who_th), std::string(row->who_en)}};
}

std::optional<FetchJudgement> judge_fetch(const model::PageFacts& page) {
  using enum model::FetchOutcome;
  if (page.sign_in) return FetchJudgement{true, "sign_in"};
  switch (page.outcome) {
    case ok:
      break;
    case not_found:
      return FetchJudgement{true, "not_found"};
    case gone:
      return FetchJudgement{true, "gone"};
    case unauthorized:
      return FetchJudgement{true, "sign_in"};
    case client_error:
      return FetchJudgement{true, "client_error"};
    case server_error:
      return FetchJudgement{true, "server_error"};
    case no_such_host:
      return FetchJudgement{true, "no_such_host"};
    case refused:
      return FetchJudgement{true, "refused"};
    case empty:
      return FetchJudgement{true, "empty_file"};
    case too_many_redirects:
      return FetchJudgement{true, "too_many_redirects"};
    case bad_redirect:
      return FetchJudgement{true, "bad_redirect"};
    case forbidden:
      return FetchJudgement{false, "forbidden"};
    case rate_limited:
      return FetchJudgement{false, "rate_limited"};
    case unavailable:
      return FetchJudgement{false, "unavailable"};
    case timeout:
      return FetchJudgement{false, "timeout"};
    case reset:
      return FetchJudgement{false, "reset"};
    case tls_failed:
      return FetchJudgement{false, "tls_failed"};
    case bad_protocol:
      return FetchJudgement{false, "bad_protocol"};
    case too_large:
      return FetchJudgement{false, "too_large"};
    case blocked_address:
      return FetchJudgement{false, "blocked_address"};
    case robots_disallowed:
      return FetchJudgement{false, "robots_disallowed"};
    case robots_unreachable:
      return FetchJudgement{false, "robots_unreachable"};
    case budget:
      return FetchJudgement{false, "limit"};
    case cancelled:
      return FetchJudgement{false, "cancelled"};
    case not_modified:  // to a question nobody remembers
      return FetchJudgement{false, "bad_protocol"};
    case not_captured:
      return FetchJudgement{false, "not_captured"};
    case no_network:
      return FetchJudgement{false, "no_network"};
  }
  if (page.redirected_home) return FetchJudgement{true, "redirect_home"};
  if (page.soft_404) return FetchJudgement{true, "soft_404"};
  return std::nullopt;
}

}  // namespace oit::audit
