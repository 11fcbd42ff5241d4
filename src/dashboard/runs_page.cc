#include <fmt/format.h>

#include <algorithm>

#include "dashboard/pages.h"
#include "report/words.h"

namespace oit::dashboard {
namespace {

std::string_view state_text(store::RunState state, report::Lang lang) {
  switch (state) {
    case store::RunState::running:
      return report::pick(lang, "กำลังตรวจ หรือขาดหาย", "running, or lost");
    case store::RunState::complete:
      return report::pick(lang, "เสร็จสิ้น", "complete");
    case store::RunState::stopped:
      return report::pick(lang, "หยุดก่อนเสร็จ", "stopped");
    case store::RunState::failed:
      return report::pick(lang, "ล้มเหลว", "failed");
  }
  return "";
}

}  // namespace

Result<Answer> runs_page(const Scene& scene) {
  const auto trend = scene.store.trend(store::GroupBy::all);
  if (!trend) return pass_on(trend);
  std::map<std::string_view, const store::GroupCounts*> counts;
  for (const auto& one : *trend) counts[one.run] = &one;
  std::vector<std::vector<std::string>> rows;
  for (const auto& run : scene.runs) {
    const auto found = counts.find(run.id);
    const auto* of = found == counts.end() ? nullptr : found->second;
    rows.push_back({go(scene.to("/", {{"run", run.id}}), words(run.id)),
                    report::minute_text(run.started_at, scene.lang),
                    std::string(state_text(run.state, scene.lang)), words(run.rulebook_id),
                    std::to_string(of == nullptr ? 0 : of->sites),
                    std::to_string(of == nullptr ? 0 : of->failed),
                    of == nullptr ? "-" : report::points_text(of->oit)});
  }
  const auto say = [&](std::string_view th, std::string_view en) {
    return std::string(scene.say(th, en));
  };
  const auto title = say("รอบการตรวจ", "Runs");
  return draw(scene, title,
              section("runs", title,
                      wide_table(title,
                                 {say("รอบ", "Run"), say("เริ่มเมื่อ", "Begun"), say("สถานะ", "State"),
                                  say("เกณฑ์", "Rules"), say("เว็บไซต์", "Sites"),
                                  say("เปิดไม่ได้", "Did not open"), say("OIT เฉลี่ย", "Mean OIT")},
                                 rows)));
}

}  // namespace oit::dashboard
