#include "dashboard/trend_chart.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/markup.h"
#include "report/words.h"

namespace oit::dashboard {
namespace {

constexpr double kWidth = 480, kHeight = 160, kLeft = 40, kTop = 12, kBottom = 145;

double height_of(double score) {
  return kBottom - (kBottom - kTop) * std::clamp(score, 0.0, 100.0) / 100;
}

std::string grid() {
  std::string out;
  for (const int score : {0, 50, 100}) {
    const auto y = height_of(score);
    out += fmt::format(
        "<line x1=\"{0}\" y1=\"{1:.1f}\" x2=\"{2}\" y2=\"{1:.1f}\" stroke=\"#d5dce4\"/>"
        "<text x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\" font-size=\"15\" "
        "fill=\"#44525f\">{5}</text>",
        kLeft, y, kWidth, kLeft - 6, y + 4, score);
  }
  return out;
}

}  // namespace

std::string trend_chart(const Scene& scene, std::string_view what,
                        const std::vector<Point>& points) {
  if (points.empty()) return "";
  std::string line;
  const auto step =
      points.size() < 2 ? 0.0 : (kWidth - kLeft - 10) / static_cast<double>(points.size() - 1);
  double x = kLeft + 5;
  for (const auto& point : points) {
    line += fmt::format("{:.1f},{:.1f} ", x, height_of(point.score));
    x += step;
  }
  const auto [low, high] = std::ranges::minmax_element(points, {}, &Point::score);
  const auto told = fmt::format(
      fmt::runtime(scene.say("{}: {} รอบ จาก {} ({}) ถึง {} ({}) ต่ำสุด {} สูงสุด {}",
                             "{}: {} runs, from {} ({}) to {} ({}), lowest {}, highest {}")),
      what, points.size(), report::points_text(points.front().score),
      report::minute_text(points.front().at, scene.lang), report::points_text(points.back().score),
      report::minute_text(points.back().at, scene.lang), report::points_text(low->score),
      report::points_text(high->score));
  const auto last = height_of(points.back().score);
  return fmt::format(
             "<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">{}<polyline points=\"{}\" "
             "fill=\"none\" stroke=\"#1f3a5f\" stroke-width=\"2\"/><circle cx=\"{:.1f}\" "
             "cy=\"{:.1f}\" r=\"4\" fill=\"#c77700\"/></svg>\n",
             kWidth, kHeight, report::escape(what), grid(), line,
             kLeft + 5 + step * static_cast<double>(points.size() - 1), last) +
         report::element("p", "class=\"quiet\"", report::escape(told)) + '\n';
}

}  // namespace oit::dashboard
