#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "dashboard/scene.h"
#include "model/report.h"
#include "report/papers.h"

namespace oit::dashboard {

/// One form a report can be taken away in.
struct Download {
  std::string_view name;    ///< last part of the path: "report.csv"
  std::string_view type;    ///< media type
  std::string_view th, en;  ///< what the link says
  Result<std::string> (*write)(const model::Report& report, report::Lang lang,
                               const report::OfficeFacts& facts);
};

/// Every form, in the order of the links. A new one is a row of this table.
std::span<const Download> downloads();

/// Links to every form of the site's report in the scene's run.
std::string download_links(const Scene& scene, std::string_view site);

/// What papers say beyond `report`; `entry` is what the run was told of the site (see Store).
using FactsOf =
    std::function<report::OfficeFacts(const model::Report& report, const std::string& entry)>;

/// A site's report in that form, offered as a file; `facts_of` may be empty. Errors: as
/// read_report, bad_argument (a form that has nothing to say).
Result<Answer> download(const Scene& scene, const std::string& site, const Download& form,
                        const FactsOf& facts_of);

}  // namespace oit::dashboard
