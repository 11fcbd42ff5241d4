#pragma once
#include <string>
#include <vector>

#include "dashboard/scene.h"

namespace oit::dashboard {

/// One point of a trend: when, and a score of 0..100.
struct Point {
  std::chrono::system_clock::time_point at{};
  double score = 0;
};

/// The scores as a line in SVG, and in one sentence for those who do not see it: first, last,
/// lowest, highest. "" without points. `what` is plain text.
std::string trend_chart(const Scene& scene, std::string_view what,
                        const std::vector<Point>& points);

}  // namespace oit::dashboard
