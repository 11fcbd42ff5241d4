#include "report/chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "report/markup.h"
#include "report/words.h"

namespace oit::report {
namespace {

constexpr double kRadius = 15.9155;  // its circumference is 100: a slice is as long as its percent
constexpr double kMiddle = 21;

std::string class_of(model::Status status) { return "c-" + std::string(model::name_of(status)); }

/// One slice of `length` percent, the ring being turned by `from` percent.
std::string arc(model::Status status, double from, double length) {
  constexpr double kGap = 0.6;  // between slices, so that they are apart in grey
  const double drawn = length > 2 * kGap ? length - kGap : length;
  return fmt::format(
      "<circle class=\"{}\" cx=\"21\" cy=\"21\" r=\"{:.4f}\" fill=\"none\" stroke-width=\"7\" "
      "stroke-dasharray=\"{:.2f} {:.2f}\" stroke-dashoffset=\"{:.2f}\"></circle>",
      class_of(status), kRadius, drawn, 100 - drawn, 25 - from);
}

/// The sign of a slice in its middle, where it is long enough to hold one.
std::string arc_sign(model::Status status, double from, double length) {
  constexpr double kShortest = 5;
  if (length < kShortest) return {};
  const double angle = (from + length / 2) / 100 * 2 * std::numbers::pi;
  return fmt::format("<text class=\"sign\" x=\"{:.2f}\" y=\"{:.2f}\">{}</text>",
                     kMiddle + kRadius * std::sin(angle), kMiddle - kRadius * std::cos(angle) + 1.4,
                     sign_of(status));
}

constexpr double kWide = 320, kScale = 300, kLeft = 10;

double at(double score) { return kLeft + std::clamp(score, 0.0, 100.0) / 100 * kScale; }

std::string band_marks(const std::vector<model::Band>& bands) {
  std::string out;
  double to = 100;
  std::size_t place = 0;
  for (const auto& band : bands) {
    const double width = at(to) - at(band.from);
    out += fmt::format(
        "<rect class=\"{}\" x=\"{:.1f}\" y=\"26\" width=\"{:.1f}\" height=\"16\"></rect>",
        place % 2 == 0 ? "band" : "band other", at(band.from), width);
    constexpr std::size_t kShortName = 2;
    if (band.id.size() <= kShortName)
      out += fmt::format("<text class=\"mid\" x=\"{:.1f}\" y=\"38\">{}</text>",
                         at(band.from) + width / 2, escape(band.id));
    if (band.from > 0)
      out += fmt::format("<text class=\"mid small\" x=\"{:.1f}\" y=\"52\">{}</text>", at(band.from),
                         number_text(band.from));
    to = band.from;
    ++place;
  }
  return out;
}

}  // namespace

std::string_view sign_of(model::Status status) {
  static constexpr std::array<std::string_view, 7> kSigns = {"✓", "½", "−", "✗", "○", "·", "?"};
  return kSigns.at(static_cast<std::size_t>(status));
}

std::string draw_ring(std::span<const Slice> slices, std::string_view middle, Lang lang) {
  std::size_t all = 0;
  for (const auto& slice : slices) all += slice.count;
  if (all == 0) return {};
  std::string arcs, signs, name;
  double from = 0;
  for (const auto& slice : slices) {
    if (slice.count == 0) continue;
    const double length = 100.0 * static_cast<double>(slice.count) / static_cast<double>(all);
    arcs += arc(slice.status, from, length);
    signs += arc_sign(slice.status, from, length);
    from += length;
    name += fmt::format("{}{} {}", name.empty() ? "" : ", ", status_text(slice.status, lang),
                        slice.count);
  }
  return element("svg", "class=\"ring\" viewBox=\"0 0 42 42\" role=\"img\"",
                 element("title", "", escape(name)) + arcs + signs +
                     element("text", "class=\"middle\" x=\"21\" y=\"23.2\"", escape(middle)));
}

std::string draw_gauge(const model::Score& score, const std::vector<model::Band>& bands,
                       Lang lang) {
  const auto name = fmt::format(
      "{} {} / 100, {} {}, {} {}", pick(lang, "คะแนน OIT", "OIT score"), number_text(score.oit),
      pick(lang, "สูงสุดที่เป็นไปได้", "at best"), number_text(score.oit_best),
      pick(lang, "หากแก้ไขครบ", "if all is mended"), number_text(score.if_fixed));
  std::string out = element("title", "", escape(name));
  out += fmt::format("<rect class=\"track\" x=\"{}\" y=\"12\" width=\"{}\" height=\"12\"></rect>",
                     kLeft, kScale);
  out +=
      fmt::format("<rect class=\"best\" x=\"{}\" y=\"12\" width=\"{:.1f}\" height=\"12\"></rect>",
                  kLeft, at(score.oit_best) - kLeft);
  out +=
      fmt::format("<rect class=\"done\" x=\"{}\" y=\"12\" width=\"{:.1f}\" height=\"12\"></rect>",
                  kLeft, at(score.oit) - kLeft);
  out += fmt::format("<text class=\"mid\" x=\"{:.1f}\" y=\"9\">{}</text>",
                     std::clamp(at(score.oit), kLeft + 12, kWide - 22), number_text(score.oit));
  return element("svg", "class=\"gauge\" viewBox=\"0 0 320 56\" role=\"img\"",
                 out + band_marks(bands));
}

std::string draw_bar(double percent) {
  return element(
      "svg",
      "class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"",
      "<rect class=\"track\" width=\"100\" height=\"10\"></rect>" +
          fmt::format("<rect class=\"done\" width=\"{:.1f}\" height=\"10\"></rect>",
                      std::clamp(percent, 0.0, 100.0)));
}

}  // namespace oit::report
