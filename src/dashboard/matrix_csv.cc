#include <algorithm>
#include <array>
#include <memory>

#include "dashboard/pages.h"
#include "report/words.h"
#include "text/width.h"

namespace oit::dashboard {
namespace {

std::string cell(std::string_view raw) {
  const auto text = text::printable(raw);
  constexpr std::string_view kFormula = "=+-@\t\r";
  std::string out = "\"";
  if (!text.empty() && kFormula.find(text.front()) != std::string_view::npos) out += '\'';
  for (const char c : text) {
    out += c;
    if (c == '"') out += c;
  }
  return out + '"';
}

/// The rows that are left to write; it keeps the sites alive until then.
class Rows {
 public:
  Rows(std::shared_ptr<const RunSites> run, const Filter& filter, report::Lang lang)
      : run_(std::move(run)), left_(choose(run_->sites, filter)) {
    for (std::size_t n = 0; n < store::kStatuses; ++n)
      statuses_[n] = cell(report::status_text(static_cast<model::Status>(n), lang));
  }

  std::string head() const {
    std::string out = "\xEF\xBB\xBFsite,name,url,type,province,district,outcome,oit";
    for (const auto& item : run_->choices.items) out += ',' + cell(item);
    return out + "\r\n";
  }

  /// Appends the next rows; false when none are left.
  bool next(std::string& out) {
    constexpr std::size_t kAtOnce = 100;
    const auto end = std::min(left_.size(), written_ + kAtOnce);
    for (; written_ < end; ++written_) add(out, *left_[written_]);
    return written_ < left_.size();
  }

 private:
  void add(std::string& out, const store::SiteSummary& site) const {
    for (const auto* text : {&site.site, &site.name, &site.url, &site.agency_type, &site.province,
                             &site.district, &site.outcome})
      out += cell(*text) + ',';
    out += report::points_text(site.oit);
    auto at = site.items.begin();
    for (const auto& item : run_->choices.items) {
      if (at == site.items.end() || at->first != item)
        at = std::ranges::find(site.items, item, [](const auto& one) { return one.first; });
      out += ',';
      if (at == site.items.end()) continue;
      out += statuses_[static_cast<std::size_t>(at->second)];
      ++at;
    }
    out += "\r\n";
  }

  std::shared_ptr<const RunSites> run_;
  std::vector<const store::SiteSummary*> left_;
  std::array<std::string, store::kStatuses> statuses_;
  std::size_t written_ = 0;
};

}  // namespace

Answer matrix_csv(const Scene& scene, std::shared_ptr<const RunSites> run) {
  const auto rows = std::make_shared<Rows>(std::move(run), read_filter(scene.request), scene.lang);
  return Answer{200, "text/csv; charset=utf-8", rows->head(), "matrix.csv",
                [rows](std::string& out) { return rows->next(out); }};
}

}  // namespace oit::dashboard
