#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "report/lang.h"

namespace oit::report {

/// Drawings as inline SVG without script or style attributes: a name for screen readers, signs
/// beside colours, so that they are read in grey too. What they show stands near them in numbers.
/// Source: SVG 2; WCAG 2.2, 1.1.1 and 1.4.1.

/// A slice of a ring.
struct Slice {
  model::Status status = model::Status::unverified;
  std::size_t count = 0;
};

/// A ring of statuses, with `middle` in it; nothing without slices.
std::string draw_ring(std::span<const Slice> slices, std::string_view middle, Lang lang);

/// The score from 0 to 100 on a scale with the bands (highest first; may be empty), and a mark
/// where it can still come to.
std::string draw_gauge(const model::Score& score, const std::vector<model::Band>& bands, Lang lang);

/// A bar of `percent` of its length.
std::string draw_bar(double percent);

/// The sign that stands for a status where there is no room for words; no two alike.
std::string_view sign_of(model::Status status);

}  // namespace oit::report
