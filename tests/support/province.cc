#include "support/province.h"

#include <array>

#include "base/file.h"
#include "base/sha256.h"

namespace oit::test {
namespace {

struct Subject {
  std::string_view path, title, text;
};

/// Pages as agencies write them; `{agency}` and `{year}` differ between sites.
constexpr std::array kSubjects = std::to_array<Subject>({
    {Province::kDuties, "อำนาจหน้าที่",
     "<p>{agency} มีอำนาจหน้าที่ตามพระราชบัญญัติสภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. 2537 "
     "มาตรา 66 ถึงมาตรา 68 จัดให้มีและบำรุงรักษาทางน้ำและทางบก รักษาความสะอาดของถนน "
     "ป้องกันโรคและระงับโรคติดต่อ ป้องกันและบรรเทาสาธารณภัย ส่งเสริมการศึกษา ศาสนา "
     "และวัฒนธรรม</p>"},
    {"/structure.html", "โครงสร้างองค์กร",
     "<p>แผนผังโครงสร้างการแบ่งส่วนราชการของ{agency} ประกอบด้วย สำนักปลัด กองคลัง กองช่าง "
     "กองการศึกษา กองสวัสดิการสังคม</p><ul><li>นายกองค์การบริหารส่วนตำบล</li>"
     "<li>ปลัดองค์การบริหารส่วนตำบล</li><li>หัวหน้าสำนักปลัด</li>"
     "<li>ผู้อำนวยการกองคลัง</li><li>ผู้อำนวยการกองช่าง</li></ul>"},
    {"/contact.html", "ติดต่อเรา",
     "<p>{agency} เลขที่ 1 หมู่ที่ 2 ตำบลท่าดี อำเภอเมือง จังหวัดพนาทิศ 98240</p>"
     "<p>โทรศัพท์ 0-3900-0277 โทรสาร 0-3900-0278 อีเมล saraban@localmail.go.th</p>"
     "<iframe src=\"https://www.google.com/maps/embed?pb=!1m18\"></iframe>"},
    {"/procurement-plan.html", "แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. {year}",
     "<p>แผนการจัดซื้อจัดจ้างประจำปีงบประมาณ พ.ศ. {year} ของ{agency}</p><table>"
     "<tr><th>ลำดับ</th><th>งาน/โครงการ</th><th>วงเงินงบประมาณ</th><th>ระยะเวลา</th></tr>"
     "<tr><td>1</td><td>ก่อสร้างถนนคอนกรีต</td><td>450,000</td><td>มกราคม {year}</td></tr>"
     "<tr><td>2</td><td>ซื้อครุภัณฑ์สำนักงาน</td><td>80,000</td><td>มีนาคม {year}</td></tr>"
     "</table>"},
    {"/executives.html", "คณะผู้บริหาร",
     "<p>นายสมชาย ใจดี นายก{agency} โทร 0-3900-0277 อีเมล nayok@localmail.go.th</p>"
     "<p>นายสมศักดิ์ รักไทย รองนายก{agency} โทร 0-3900-0279</p>"
     "<p>นางสมหญิง ดีงาม ปลัด{agency} โทร 0-3900-0280 อีเมล palad@localmail.go.th</p>"},
    {"/plan.html", "แผนพัฒนาท้องถิ่น พ.ศ. 2566-2570",
     "<p>แผนพัฒนาท้องถิ่น (พ.ศ. 2566-2570) ของ{agency} ยุทธศาสตร์และแนวทางการพัฒนา "
     "เป้าหมาย ตัวชี้วัด โครงการ งบประมาณ</p>"},
    {"/news.html", "ข่าวประชาสัมพันธ์",
     "<ul><li>10 เมษายน {year} โครงการวันผู้สูงอายุ</li>"
     "<li>2 มีนาคม {year} รับสมัครอาสาสมัครป้องกันภัย</li>"
     "<li>15 กุมภาพันธ์ {year} ออกหน่วยบริการประชาชน</li></ul>"},
    {"/laws.html", "กฎหมายที่เกี่ยวข้อง",
     "<ul><li>พระราชบัญญัติสภาตำบลและองค์การบริหารส่วนตำบล พ.ศ. 2537</li>"
     "<li>พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. 2540</li>"
     "<li>ระเบียบกระทรวงมหาดไทยว่าด้วยการเบิกจ่ายเงิน พ.ศ. 2562</li></ul>"},
    {"/policy.html", "นโยบายคุ้มครองข้อมูลส่วนบุคคล",
     "<p>{agency} เก็บ ใช้ และเปิดเผยข้อมูลส่วนบุคคลตามพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล "
     "พ.ศ. 2562 วัตถุประสงค์ ระยะเวลา และสิทธิของเจ้าของข้อมูล</p>"},
    {"/ethics.html", "ประมวลจริยธรรม",
     "<p>ประมวลจริยธรรมพนักงานส่วนท้องถิ่นของ{agency} ข้อ 1 ยึดมั่นในสถาบันหลัก "
     "ข้อ 2 ซื่อสัตย์สุจริต ข้อ 3 กล้าตัดสินใจ</p>"},
});

constexpr std::size_t kFewest = 6;
constexpr const char* kPlan =
    OIT_SOURCE_DIR "/fixtures/sites/nongkhla-sao/www/wp-content/uploads/2023/04/hr-6m-2566.pdf";

std::string with(std::string text, std::string_view place, std::string_view words) {
  for (auto at = text.find(place); at != std::string::npos; at = text.find(place, at))
    text.replace(at, place.size(), words), at += words.size();
  return text;
}

Reply page(std::string body) { return {200, {}, std::move(body), 0}; }

std::string etag_of(const Reply& reply) { return '"' + sha256_hex(reply.body).substr(0, 16) + '"'; }

}  // namespace

std::string province_page(const std::string& agency, const std::string& title,
                          const std::string& text) {
  // As heavy as real pages are with their styles.
  static const std::string style(6'000, ' ');
  return "<!DOCTYPE html><html lang=\"th\"><head><meta charset=\"utf-8\"><title>" + title + " - " +
         agency + "</title><style>" + style + "</style></head><body><p>" + agency +
         "</p><p><a href=\"/\">หน้าแรก</a></p><h1>" + title + "</h1>" + text + "</body></html>";
}

Province::Province(std::size_t sites, int answer_ms) : answer_ms_(answer_ms) {
  const auto pdf = read_file(kPlan).value();
  for (std::size_t n = 0; n < sites; ++n) {
    auto& site = *sites_.emplace_back(std::make_unique<Site>());
    site.name = "องค์การบริหารส่วนตำบลบ้านที่ " + std::to_string(n);
    const std::string year = n % 3 == 0 ? "2565" : "2566";
    std::string links;
    const auto count = kFewest + n % (kSubjects.size() - kFewest + 1);
    for (std::size_t i = 0; i < count; ++i) {
      const auto& subject = kSubjects[i];
      const auto title = with(std::string(subject.title), "{year}", year);
      const auto text =
          with(with(std::string(subject.text), "{year}", year), "{agency}", site.name);
      site.pages[std::string(subject.path)] = page(province_page(site.name, title, text));
      links += "<li><a href=\"" + std::string(subject.path) + "\">" + title + "</a></li>";
    }
    links +=
        "<li><a href=\"/hr.pdf\">รายงานผลการบริหารและพัฒนาทรัพยากรบุคคล รอบ 6 เดือน "
        "ประจำปีงบประมาณ พ.ศ. 2566</a></li>";
    site.pages["/hr.pdf"] = {200, {{"Content-Type", "application/pdf"}}, pdf, 0};
    site.pages["/"] = page(province_page(site.name, site.name, "<ul>" + links + "</ul>"));
    site.server = std::make_unique<HttpServer>(
        [this, &site](const Asked& asked) { return answer(site, asked); });
  }
}

Reply Province::answer(Site& site, const Asked& asked) {
  const std::lock_guard lock(mutex_);
  const auto found = site.pages.find(asked.target);
  Reply reply = found == site.pages.end() ? Reply{404, {}, "<title>404</title>", 0} : found->second;
  if (reply.status == 200) {
    const auto etag = etag_of(reply);
    reply.headers.emplace_back("ETag", etag);
    const auto known = asked.fields.find("if-none-match");
    if (known != asked.fields.end() && known->second == etag) reply.status = 304;
  }
  reply.delay_ms = answer_ms_;
  auto& tally = site.tally;
  ++tally.requests;
  if (reply.status == 304) ++tally.unchanged;
  if (reply.status == 200 && reply.body.starts_with("%PDF")) ++tally.documents;
  tally.bytes += wire_of(reply).size();
  return reply;
}

std::string Province::url(std::size_t site) const { return sites_.at(site)->server->url(); }

std::string Province::id(std::size_t site) {
  const auto number = std::to_string(site);
  return "site-" + (number.size() < 2 ? "0" + number : number);
}

std::string Province::list() const {
  std::string out = "id,url,name\n";
  for (std::size_t n = 0; n < size(); ++n)
    out += id(n) + ',' + url(n) + ",\"" + sites_[n]->name + "\"\n";
  return out;
}

void Province::change(std::size_t site, std::string_view path, const std::string& body) {
  const std::lock_guard lock(mutex_);
  auto& changed = *sites_.at(site);
  if (body.empty())
    changed.pages.erase(std::string(path));
  else
    changed.pages[std::string(path)].body = body;
}

Tally Province::tally(std::size_t site) const {
  const std::lock_guard lock(mutex_);
  return sites_.at(site)->tally;
}

void Province::forget_tallies() {
  const std::lock_guard lock(mutex_);
  for (auto& site : sites_) site->tally = {};
}

}  // namespace oit::test
