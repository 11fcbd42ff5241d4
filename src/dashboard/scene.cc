#include "dashboard/scene.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/chart.h"
#include "report/markup.h"
#include "report/words.h"
#include "text/width.h"

namespace oit::dashboard {
namespace {

using report::element;
using report::escape;

std::string language_switch(const Scene& scene) {
  Params params;
  for (const auto& [name, value] : scene.request.params)
    if (name != "lang") params.emplace_back(name, value);
  const bool thai = scene.lang == report::Lang::th;
  if (thai) params.emplace_back("lang", "en");
  std::string path;
  for (const auto part : parts_of(scene.request.path)) path += '/' + encode(part);
  return element("a",
                 fmt::format("lang=\"{0}\" hreflang=\"{0}\" href=\"{1}\"", thai ? "en" : "th",
                             escape(link(path.empty() ? "/" : path, params))),
                 thai ? "English" : "ภาษาไทย");
}

std::string run_line(const Scene& scene) {
  if (scene.run == nullptr) return "";
  const auto& run = *scene.run;
  auto line = fmt::format("{} {} · {}", scene.say("รอบตรวจ", "Run"), words(run.id),
                          escape(report::minute_text(run.started_at, scene.lang)));
  if (run.state != store::RunState::complete)
    line += fmt::format(" · {}", scene.say("ยังไม่ครบทุกเว็บไซต์", "not complete"));
  return element("p", "class=\"over\"", line);
}

std::string frame(report::Lang lang, std::string_view title, const std::string& head,
                  const std::string& content) {
  const bool thai = lang == report::Lang::th;
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{} · oitcheck</title>\n<link rel=\"icon\" href=\"/icon.svg\">\n"
      "<link rel=\"stylesheet\" href=\"/style.css\">\n</head>\n"
      "<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n<header><div class=\"wrap\">{}"
      "<h1>{}</h1></div></header>\n<main id=\"main\">\n{}</main>\n</body>\n</html>\n",
      thai ? "th" : "en", words(title), thai ? "ข้ามไปยังเนื้อหา" : "Skip to content", head,
      words(title), content);
}

}  // namespace

std::string Scene::to(std::string_view path, Params params) const {
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(params, [&](const auto& one) { return one.first == name; });
  };
  if (run != nullptr && run != usual && !has("run")) params.emplace_back("run", run->id);
  if (lang == report::Lang::en) params.emplace_back("lang", "en");
  return escape(link(path, params));
}

const store::Run* Scene::before(const store::Run& one) const {
  const auto at = std::ranges::find(runs, one.id, &store::Run::id);
  return at == runs.end() || at + 1 == runs.end() ? nullptr : &*(at + 1);
}

const store::Run* Scene::after(const store::Run& one) const {
  const auto at = std::ranges::find(runs, one.id, &store::Run::id);
  return at == runs.end() || at == runs.begin() ? nullptr : &*(at - 1);
}

const store::Run* Scene::find(std::string_view id) const {
  const auto at = std::ranges::find(runs, id, &store::Run::id);
  return at == runs.end() ? nullptr : &*at;
}

Result<Scene> set_scene(store::Store& store, const Request& request) {
  auto runs = store.runs();
  if (!runs) return pass_on(runs);
  Scene scene{.store = store, .request = request};
  scene.lang = request.param("lang") == "en" ? report::Lang::en : report::Lang::th;
  scene.runs = std::move(*runs);
  if (scene.runs.empty()) return scene;
  const auto complete =
      std::ranges::find(scene.runs, store::RunState::complete, &store::Run::state);
  scene.usual = complete == scene.runs.end() ? &scene.runs.front() : &*complete;
  scene.run = request.param("run").empty() ? scene.usual : scene.find(request.param("run"));
  if (scene.run == nullptr) return fail(ErrorCode::bad_argument, "there is no such run");
  return scene;
}

std::string site_path(std::string_view site, std::string_view below) {
  auto path = "/sites/" + encode(site);
  return below.empty() ? path : path.append("/").append(below);
}

Answer draw(const Scene& scene, std::string_view title, const std::string& content) {
  const auto item = [](const std::string& one) { return element("li", "", one); };
  const auto menu = item(go(scene.to("/"), scene.say("ภาพรวม", "Overview"))) +
                    item(go(scene.to("/runs"), scene.say("รอบการตรวจ", "Runs"))) +
                    item(go("/api/v1/openapi.json", scene.say("สำหรับโปรแกรม", "For programs"))) +
                    item(language_switch(scene));
  const auto head = element("nav", fmt::format("aria-label=\"{}\"", scene.say("หลัก", "Main")),
                            element("ul", "", menu)) +
                    run_line(scene);
  Answer answer;
  answer.body = frame(scene.lang, title, head, content);
  return answer;
}

Answer refuse(int status, report::Lang lang, std::string_view text) {
  Answer answer;
  answer.status = status;
  answer.body =
      frame(lang, text, "",
            element("section", "",
                    element("p", "",
                            element("a", "href=\"/\"",
                                    report::pick(lang, "กลับไปภาพรวม", "Back to the overview")))));
  return answer;
}

std::string words(std::string_view text) { return escape(text::printable(text)); }

std::string badge(model::Status status, report::Lang lang) {
  return element("span", fmt::format("class=\"badge s-{}\"", model::name_of(status)),
                 element("span", "aria-hidden=\"true\"", report::sign_of(status)) + ' ' +
                     escape(report::status_text(status, lang)));
}

std::string sign(model::Status status, report::Lang lang) {
  return element("span", "aria-hidden=\"true\"", report::sign_of(status)) +
         element("span", "class=\"unseen\"", escape(report::status_text(status, lang)));
}

std::string go(const std::string& href, std::string_view content, std::string_view attributes) {
  return element("a",
                 fmt::format("href=\"{}\"{}{}", href, attributes.empty() ? "" : " ", attributes),
                 content);
}

std::string section(std::string_view id, std::string_view heading, const std::string& content) {
  if (content.empty()) return "";
  return element("section", fmt::format("id=\"{0}\" aria-labelledby=\"h-{0}\"", id),
                 element("h2", fmt::format("id=\"h-{}\"", id), escape(heading)) + '\n' + content) +
         '\n';
}

std::string wide_table(std::string_view caption, const std::vector<std::string>& columns,
                       const std::vector<std::vector<std::string>>& rows, std::string_view kind) {
  if (rows.empty()) return "";
  std::string head, body;
  for (const auto& column : columns) head += element("th", "scope=\"col\"", column);
  for (const auto& row : rows) {
    body += "<tr>";
    for (std::size_t n = 0; n < row.size(); ++n)
      body += n == 0 ? element("th", "scope=\"row\"", row[n]) : element("td", "", row[n]);
    body += "</tr>\n";
  }
  return element("div",
                 fmt::format("class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"{}\"",
                             escape(caption)),
                 element("table", fmt::format("class=\"{}\"", kind),
                         element("caption", "", escape(caption)) +
                             element("thead", "", element("tr", "", head)) + '\n' +
                             element("tbody", "", body))) +
         '\n';
}

std::string terms(const std::vector<std::pair<std::string, std::string>>& entries,
                  std::string_view kind) {
  std::string out;
  for (const auto& [term, value] : entries)
    if (!value.empty())
      out += element("div", "", element("dt", "", escape(term)) + element("dd", "", value));
  return out.empty() ? "" : element("dl", fmt::format("class=\"{}\"", kind), out) + '\n';
}

}  // namespace oit::dashboard
