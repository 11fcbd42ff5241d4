#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "dashboard/filter.h"
#include "dashboard/request.h"
#include "model/report.h"
#include "report/lang.h"
#include "store/store.h"

namespace oit::dashboard {

using Titles = std::map<std::string, model::LocalText>;  ///< "O12" and its title

/// A run's sites, and what may be chosen of them.
struct RunSites {
  std::vector<store::SiteSummary> sites;  ///< in inventory order
  Choices choices;
  Titles titles;  ///< empty when no site was opened
};

/// What every page asks: the store, what was asked, and which run is looked at.
struct Scene {
  store::Store& store;
  const Request& request;
  report::Lang lang = report::Lang::th;
  std::vector<store::Run> runs = {};  ///< the one begun last first
  const store::Run* run = nullptr;    ///< of `runs`; null when the store has none
  const store::Run* usual = nullptr;  ///< the run shown when none is named

  std::string_view say(std::string_view th, std::string_view en) const {
    return report::pick(lang, th, en);
  }
  /// An address of ours that keeps the language and the run; escaped for an attribute.
  std::string to(std::string_view path, Params params = {}) const;
  /// The run begun before `run`; null when it is the first.
  const store::Run* before(const store::Run& run) const;
  const store::Run* after(const store::Run& run) const;
  /// The run of that id; null when there is none.
  const store::Run* find(std::string_view id) const;
};

/// The scene of a request: its `lang` and `run`, by default the newest complete run, or the newest
/// when none is complete. Errors: as Store; bad_argument (no such run).
Result<Scene> set_scene(store::Store& store, const Request& request);

/// The path of a site's page, and of pages below it.
std::string site_path(std::string_view site, std::string_view below = "");

/// A whole page in the house's frame. `title` and `content`: plain text and markup.
Answer draw(const Scene& scene, std::string_view title, const std::string& content);

/// An error page. Errors of the store tell nothing of where it is.
Answer refuse(int status, report::Lang lang, std::string_view words);

/// The style sheet of every page.
std::string_view style_sheet();

/// Words from the store as markup: one line, no control or bidi characters, escaped.
std::string words(std::string_view text);
/// A status as a coloured word with a sign, readable without colour.
std::string badge(model::Status status, report::Lang lang);
/// The sign alone, for narrow cells, with the word for screen readers.
std::string sign(model::Status status, report::Lang lang);
/// A link inside the dashboard; `href` as Scene::to gives it, `content` markup.
std::string go(const std::string& href, std::string_view content, std::string_view attributes = "");
/// A section with its heading; "" when there is no content.
std::string section(std::string_view id, std::string_view heading, const std::string& content);
/// A table in a group that scrolls sideways and takes the keyboard's focus; "" without rows.
/// `columns` and cells are markup; the first cell of a row is its heading.
std::string wide_table(std::string_view caption, const std::vector<std::string>& columns,
                       const std::vector<std::vector<std::string>>& rows,
                       std::string_view kind = "");
/// Terms and their values; pairs whose value is empty are left out. `facts` is shown as boxes.
std::string terms(const std::vector<std::pair<std::string, std::string>>& entries,
                  std::string_view kind = "");

}  // namespace oit::dashboard
