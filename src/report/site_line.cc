#include "report/site_line.h"

#include <algorithm>
#include <array>
#include <map>

#include "audit/judge.h"
#include "report/words.h"
#include "url/url.h"

namespace oit::report {
namespace {

constexpr std::size_t kSegments = 3;     // of a path, at most, in a shape
constexpr std::size_t kFewestAlike = 4;  // addresses that make a shape a system's

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "#" for numbers, "*" for what a person named, small letters for the rest.
std::string shape_of_word(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (is_digit(c)) {
      if (!out.ends_with('#')) out += '#';
    } else if (is_letter(c) || c == '.' || c == '_' || c == '-') {
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    } else {
      return "*";
    }
  }
  return out;
}

/// The first segments of the path but for a file's name, and the first parameter's name.
std::string shape_of(const url::Url& address) {
  const std::string path(address.path());
  std::string out;
  std::size_t at = 1;
  for (std::size_t n = 0; n < kSegments && at < path.size(); ++n) {
    const auto end = std::min(path.find('/', at), path.size());
    const auto word = std::string_view(path).substr(at, end - at);
    const bool is_file = end == path.size() && word.find('.') != std::string_view::npos;
    const bool is_script = is_file && (word.ends_with(".php") || word.ends_with(".aspx") ||
                                       word.ends_with(".jsp") || word.ends_with(".asp"));
    if (is_file && !is_script) break;
    out += '/' + shape_of_word(word);
    at = end + 1;
  }
  const std::string query(address.query());
  if (!query.empty()) out += '?' + shape_of_word(query.substr(0, query.find_first_of("=&")));
  return out;
}

}  // namespace

const model::Status* SiteLine::status_of(std::string_view item) const {
  const auto at = std::ranges::find(items, item, [](const auto& one) { return one.first; });
  return at == items.end() ? nullptr : &at->second;
}

std::size_t SiteLine::count(model::Status status) const {
  return static_cast<std::size_t>(
      std::ranges::count(items, status, [](const auto& one) { return one.second; }));
}

std::string system_of(const model::Report& report) {
  std::map<std::string, std::size_t> shapes;
  const auto home = url::Url::parse(report.final_url.empty() ? report.seed_url : report.final_url);
  if (!home) return {};
  for (const auto& finding : report.findings) {
    if (finding.evidence.empty()) continue;
    const auto address = url::Url::parse(finding.evidence.front().url);
    if (!address || address->host() != home->host()) continue;
    if (auto shape = shape_of(*address); shape.size() > 1) ++shapes[shape];
  }
  const auto most =
      std::ranges::max_element(shapes, {}, [](const auto& one) { return one.second; });
  return most == shapes.end() || most->second < kFewestAlike ? "" : most->first;
}

void read_report(SiteLine& line, const model::Report& report) {
  if (!report.site_name.empty()) line.name = report.site_name;
  line.agency_type = report.agency_type;
  line.outcome = report.outcome;
  line.rulebook = report.rulebook_id;
  line.oit = report.score.oit;
  line.oit_best = report.score.oit_best;
  line.given = report.score.given && is_checked(report);
  line.system = system_of(report);
  line.items.clear();
  line.open = static_cast<std::size_t>(std::ranges::count_if(
      report.findings, [](const model::Finding& one) { return audit::needs_work(one); }));
  for (const auto& finding : report.findings) line.items.emplace_back(finding.id, finding.status);
}

std::vector<std::pair<std::size_t, std::size_t>> ranking(const std::vector<SiteLine>& sites) {
  std::vector<std::pair<std::size_t, std::size_t>> out;
  for (std::size_t i = 0; i < sites.size(); ++i)
    if (sites[i].given && !sites[i].items.empty()) out.emplace_back(i, 0);
  std::ranges::stable_sort(
      out, [&](const auto& a, const auto& b) { return sites[a.first].oit > sites[b.first].oit; });
  for (std::size_t i = 0; i < out.size(); ++i) {
    const bool is_tie = i > 0 && sites[out[i].first].oit == sites[out[i - 1].first].oit;
    out[i].second = is_tie ? out[i - 1].second : i + 1;
  }
  return out;
}

std::string type_name(const std::map<std::string, model::LocalText>& types, const std::string& id,
                      Lang lang) {
  const auto at = types.find(id);
  return at == types.end() ? id : pick(lang, at->second);
}

std::string_view short_status_text(model::Status status, Lang lang) {
  static constexpr std::array<std::array<std::string_view, 2>, 7> kWords = {{{"ครบ", "ok"},
                                                                             {"ไม่ครบ", "part"},
                                                                             {"เก่า", "stale"},
                                                                             {"เสีย", "broken"},
                                                                             {"ไม่พบ", "none"},
                                                                             {"ยังไม่ถึง", "not due"},
                                                                             {"ตรวจไม่ได้", "?"}}};
  const auto& words = kWords.at(static_cast<std::size_t>(status));
  return pick(lang, words[0], words[1]);
}

}  // namespace oit::report
