#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "dashboard/filter.h"
#include "dashboard/scene.h"

namespace oit::dashboard {

/// The pages. Each is given a scene whose run is there. Errors: as Store, and bad_argument where a
/// site, item or run is asked for that is not there.
Result<Answer> overview_page(const Scene& scene, const RunSites& run);
Result<Answer> runs_page(const Scene& scene);
Result<Answer> site_page(const Scene& scene, const std::string& site);
Result<Answer> item_page(const Scene& scene, const std::string& site, const std::string& item);
/// What changed on a site from `before` to `after` of the query, by default up to the scene's run.
Result<Answer> changes_page(const Scene& scene, const std::string& site);
/// What is to do on a site, unit by unit; of one unit with `unit` in the query.
Result<Answer> work_page(const Scene& scene, const std::string& site);

/// The matrix sites × items that the filter asks for, for a spreadsheet (see report::write_csv);
/// written a hundred rows at a time.
Answer matrix_csv(const Scene& scene, std::shared_ptr<const RunSites> run);

/// A site's report in the scene's run. Errors: bad_argument (not done in it).
Result<model::Report> read_report(const Scene& scene, const std::string& site);

/// The sites of a run that are done; titles come from one of their reports. Errors: as Store.
Result<RunSites> read_sites(store::Store& store, const std::string& run);

}  // namespace oit::dashboard
