#include "dashboard/dashboard.h"

#include <algorithm>

#include "dashboard/api.h"
#include "dashboard/pages.h"

namespace oit::dashboard {
namespace {

constexpr std::string_view kApi = "/api/";

constexpr std::string_view kIcon =
    R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1f3a5f"/><path d="M4 8l3 3 5-6" fill="none" stroke="#fff" stroke-width="2"/></svg>)";

Answer refuse_as_asked(const Request& request, int status, std::string_view th,
                       std::string_view en) {
  if (request.path.starts_with(kApi)) return api_error(status, en);
  const auto lang = request.param("lang") == "en" ? report::Lang::en : report::Lang::th;
  return refuse(status, lang, report::pick(lang, th, en));
}

tl::unexpected<Error> nothing() { return fail(ErrorCode::bad_argument, "nothing is there"); }

/// Has `scene` show the newest run that holds `site`; false when none does, or it is shown already.
bool show_run_of(Scene& scene, const std::string& site) {
  const auto past = scene.store.summaries_of(site);
  if (!past) return false;
  const auto newest = std::ranges::find_if(scene.runs, [&](const store::Run& run) {
    return std::ranges::find(*past, run.id, &store::SiteSummary::run) != past->end();
  });
  if (newest == scene.runs.end() || &*newest == scene.run) return false;
  scene.run = &*newest;
  return true;
}

}  // namespace

Answer Dashboard::answer(const Request& request) {
  if (request.method != "GET" && request.method != "HEAD")
    return refuse_as_asked(request, 405, "อ่านได้อย่างเดียว", "This can only be read");
  if (!rules_.hosts.contains(host_name(request.host)))
    return refuse_as_asked(request, 421, "ชื่อเครื่องนี้ไม่ได้รับอนุญาต",
                           "This host name is not served here");
  if (request.path == "/style.css")
    return {200, "text/css; charset=utf-8", std::string(style_sheet())};
  if (request.path == "/icon.svg") return {200, "image/svg+xml", std::string(kIcon)};
  const auto store = stores_.take();
  const auto answer =
      store ? answer_path(**store, request) : Result<Answer>(tl::unexpected(store.error()));
  if (answer) return *answer;
  if (answer.error().code == ErrorCode::bad_argument)
    return refuse_as_asked(request, 404, "ไม่พบหน้านี้", "Nothing is there");
  if (rules_.on_failure) rules_.on_failure(answer.error());
  return refuse_as_asked(request, 503, "ฐานข้อมูลขัดข้อง ลองใหม่ภายหลัง",
                         "The store cannot be read now; try again later");
}

Result<Answer> Dashboard::answer_path(store::Store& store, const Request& request) {
  if (request.path == "/healthz") {
    if (const auto runs = store.runs(); !runs) return pass_on(runs);
    return Answer{200, "text/plain; charset=utf-8", "ok\n"};
  }
  auto scene = set_scene(store, request);
  if (!scene) return pass_on(scene);
  if (request.path == "/metrics") return metrics(*scene);
  const auto parts = parts_of(request.path);
  if (parts.size() >= 2 && parts[0] == "api" && parts[1] == "v1") {
    const bool is_list = parts.size() == 3 && (parts[2] == "sites" || parts[2] == "trend");
    if (is_list && scene->run != nullptr) {
      const auto sites = sites_of(store, *scene->run);
      if (!sites) return pass_on(sites);
      if (parts[2] == "trend") return trend_json(*scene, **sites);
      return sites_json(*scene, **sites);
    }
    return answer_api(*scene, std::span(parts).subspan(2));
  }
  if (scene->run == nullptr) {
    if (!parts.empty()) return nothing();
    return draw(*scene, scene->say("ยังไม่มีผลการตรวจ", "No run is stored yet"), "");
  }
  auto answer = answer_page(*scene, parts);
  const bool is_elsewhere = !answer && answer.error().code == ErrorCode::bad_argument &&
                            request.param("run").empty() && parts.size() >= 2;
  if (is_elsewhere && show_run_of(*scene, std::string(parts[1])))
    answer = answer_page(*scene, parts);
  return answer;
}

Result<Answer> Dashboard::answer_page(const Scene& scene, std::span<const std::string_view> parts) {
  if (parts.empty() || (parts.size() == 1 && parts[0] == "matrix.csv")) {
    const auto sites = sites_of(scene.store, *scene.run);
    if (!sites) return pass_on(sites);
    return parts.empty() ? overview_page(scene, **sites) : matrix_csv(scene, *sites);
  }
  if (parts.size() == 1 && parts[0] == "runs") return runs_page(scene);
  if (parts[0] != "sites" || parts.size() < 2) return nothing();
  const std::string site(parts[1]);
  if (parts.size() == 2) return site_page(scene, site);
  if (parts.size() == 4 && parts[2] == "items")
    return item_page(scene, site, std::string(parts[3]));
  if (parts.size() != 3) return nothing();
  if (parts[2] == "changes") return changes_page(scene, site);
  if (parts[2] == "work") return work_page(scene, site);
  const auto form = std::ranges::find(downloads(), parts[2], &Download::name);
  if (form == downloads().end()) return nothing();
  return download(scene, site, *form, rules_.facts_of);
}

Result<Dashboard::Kept> Dashboard::sites_of(store::Store& store, const store::Run& run) {
  constexpr std::size_t kMost = 4;  // some 20 MB each with 8,000 sites
  {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find(kept_, run.id, [](const auto& one) { return one.first; });
    if (found != kept_.end()) {
      std::rotate(kept_.begin(), found, found + 1);
      return kept_.front().second;
    }
  }
  auto read = read_sites(store, run.id);
  if (!read) return pass_on(read);
  const auto sites = std::make_shared<const RunSites>(std::move(*read));
  if (run.state != store::RunState::complete) return sites;
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kMost) kept_.pop_back();
  kept_.insert(kept_.begin(), {run.id, sites});
  return sites;
}

}  // namespace oit::dashboard
