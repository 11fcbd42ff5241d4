#include <benchmark/benchmark.h>

#include <chrono>
#include <string>

#include "page/parser.h"
#include "page/read_page.h"
#include "url/url.h"

namespace oit::page {
namespace {

std::string link(int number, const std::string& words) {
  const auto n = std::to_string(number);
  return "<a href=\"/news/view-" + n + ".html\"><span>" + words + n + "</span></a>";
}

/// About 41 KB as town councils write it: a menu, tables of posts, lists and paragraphs; 116 links.
std::string town_page() {
  std::string html = "<!DOCTYPE html><html><head><meta charset=utf-8><title>เทศบาลตำบล</title>";
  html += "</head><body><div class=menu><ul>";
  for (int i = 0; i < 50; ++i) html += "<li class=item>" + link(i, "หน่วยงานภายใน") + "</li>\n";
  html += "</ul></div><div class=content><h1>ข่าวประชาสัมพันธ์</h1><table><tbody>";
  for (int i = 50; i < 90; ++i)
    html += "<tr><td>" + std::to_string(i) + "</td><td>" + link(i, "กิจกรรมโครงการพัฒนาชุมชน") +
            "</td><td nowrap>5 เม.ย. 2566</td></tr>\n";
  html += "</tbody></table><ul>";
  for (int i = 90; i < 116; ++i)
    html += "<li><i class=icon></i> " + link(i, "ประชาสัมพันธ์การชำระภาษีที่ดินและสิ่งปลูกสร้าง") + "</li>\n";
  html += "</ul>";
  while (html.size() < 41000)
    html +=
        "<p style=\"text-indent:2em\">&nbsp;เทศบาลจัดกิจกรรมพัฒนาคุณภาพชีวิตผู้สูงอายุในชุมชน "
        "โดยมีคณะผู้บริหารและสมาชิกสภาร่วมลงพื้นที่</p>\n";
  return html + "</div></body></html>";
}

void read_page(benchmark::State& state) {
  PageReader reader;
  const std::string html = town_page();
  const auto address = url::Url::parse("http://www.example.go.th/index.html").value();
  for (auto _ : state) benchmark::DoNotOptimize(reader.read(html, "utf-8", address));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(html.size()));
}
BENCHMARK(read_page)->Unit(benchmark::kMicrosecond);

/// gumbo alone, with our allocator: no page can cost less.
void parse_page(benchmark::State& state) {
  Parser parser(std::size_t{96} << 20, std::chrono::milliseconds(250));
  const std::string html = town_page();
  for (auto _ : state) benchmark::DoNotOptimize(parser.parse(html));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(html.size()));
}
BENCHMARK(parse_page)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace oit::page

BENCHMARK_MAIN();
