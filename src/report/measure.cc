#include "report/measure.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/words.h"

namespace oit::report {
std::vector<const model::Finding*> findings_of(const model::Report& report,
                                               const std::vector<std::string>& topics) {
  std::vector<const model::Finding*> out;
  for (const auto& finding : report.findings)
    if (std::ranges::find(topics, finding.topic) != topics.end()) out.push_back(&finding);
  return out;
}

std::vector<const model::PaperMeasure*> measures_of(const PaperSource& source, Form form) {
  std::vector<const model::PaperMeasure*> out;
  for (const auto& measure : source.facts.rules.measures)
    if (measure.form == name_of(form)) out.push_back(&measure);
  return out;
}

const model::SiteFeature* feature_of(const model::Report& report, std::string_view id) {
  const auto at = std::ranges::find(report.features, id, &model::SiteFeature::id);
  return at == report.features.end() ? nullptr : &*at;
}

Progress progress_of(const std::vector<const model::Finding*>& findings) {
  using enum model::Status;
  std::size_t published_ = 0, missing_ = 0, unseen = 0;
  for (const auto* finding : findings) {
    if (finding->status == published) ++published_;
    if (finding->status == missing) ++missing_;
    if (finding->status == unverified || finding->status == not_due) ++unseen;
  }
  if (published_ == findings.size()) return findings.empty() ? Progress::unknown : Progress::done;
  if (published_ == 0 && missing_ + unseen == findings.size())
    return unseen > 0 ? Progress::unknown : Progress::not_begun;
  return Progress::under_way;
}

std::vector<std::string> evidence_lines(const std::vector<const model::Finding*>& findings,
                                        Lang lang) {
  std::vector<std::string> out;
  for (const auto* finding : findings) {
    out.push_back(
        fmt::format("{}: {}", item_text(*finding, lang), status_text(finding->status, lang)));
    if (auto address = address_of(*finding); !address.empty()) out.push_back(std::move(address));
  }
  return out;
}

std::string count_text(const std::vector<const model::Finding*>& findings) {
  const auto complete = std::ranges::count(findings, model::Status::published,
                                           [](const auto* finding) { return finding->status; });
  return fmt::format("พบข้อมูลครบ {} จาก {} ข้อ", complete, findings.size());
}

std::vector<std::string> units_of(const std::vector<const model::Finding*>& findings) {
  std::vector<std::string> out;
  for (const auto* finding : findings)
    if (!finding->unit.empty() && std::ranges::find(out, finding->unit) == out.end())
      out.push_back(finding->unit);
  return out;
}

std::vector<std::string> wanting_lines(const std::vector<const model::Finding*>& findings,
                                       Lang lang) {
  std::vector<std::string> out;
  for (const auto* finding : findings)
    if (finding->status != model::Status::published)
      out.push_back(finding->id + " " + verdict_text(*finding, lang));
  if (out.empty()) out.emplace_back("ไม่มี");
  return out;
}

}  // namespace oit::report
