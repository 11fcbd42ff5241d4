#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "scan/render_mode.h"
#include "scan/sites_file.h"

namespace oit::scan {
namespace {

using Json = nlohmann::ordered_json;

std::string day_text(text::Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

/// Throws, as the library does, so that one place below tells what is wrong with a record.
text::Day day_of(const Json& value) {
  const auto day = text::read_iso_day(value.get<std::string>());
  if (!day) throw std::invalid_argument("not a day: " + value.dump());
  return *day;
}

url::Url url_of(const std::string& written) {
  if (written.empty()) return {};
  auto url = url::Url::parse(written);
  if (!url) throw std::invalid_argument(url.error().message);
  return std::move(*url);
}

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json or_null(const std::optional<std::chrono::milliseconds>& value) {
  return value ? Json(value->count()) : Json(nullptr);
}

std::optional<std::size_t> count_of(const Json& value) {
  if (value.is_null()) return std::nullopt;
  return value.get<std::size_t>();
}

std::optional<std::chrono::milliseconds> duration_of(const Json& value) {
  if (value.is_null()) return std::nullopt;
  return std::chrono::milliseconds(value.get<std::int64_t>());
}

Json write_profile(const model::SiteProfile& profile) {
  Json submitted = Json::object(), waivers = Json::array();
  for (const auto& [item, address] : profile.submitted) submitted[item] = address.text();
  for (const auto& one : profile.waivers)
    waivers.push_back({{"item", one.item},
                       {"reason", one.reason},
                       {"owner", one.owner},
                       {"until", day_text(one.until)}});
  Json out;
  out["name"] = profile.name;
  out["agency_type"] = profile.agency_type;
  out["units"] = profile.units;
  out["contacts"] = profile.contacts;
  out["deadline"] = profile.deadline ? Json(day_text(*profile.deadline)) : Json(nullptr);
  out["submitted"] = std::move(submitted);
  out["waivers"] = std::move(waivers);
  if (!profile.scores.empty()) out["scores"] = profile.scores;
  return out;
}

model::SiteProfile read_profile(const Json& json) {
  using Texts = std::map<std::string, std::string>;
  model::SiteProfile out;
  out.name = json.at("name");
  out.agency_type = json.at("agency_type");
  out.units = json.at("units").get<Texts>();
  out.contacts = json.at("contacts").get<Texts>();
  if (!json.at("deadline").is_null()) out.deadline = day_of(json.at("deadline"));
  for (const auto& [item, address] : json.at("submitted").get<Texts>())
    out.submitted[item] = url_of(address);
  for (const auto& one : json.at("waivers"))
    out.waivers.push_back(
        {one.at("item"), one.at("reason"), one.at("owner"), day_of(one.at("until"))});
  if (const auto scores = json.find("scores"); scores != json.end())
    out.scores = scores->get<std::map<std::string, double>>();
  return out;
}

model::SiteEntry read_entry(const Json& json) {
  model::SiteEntry out;
  out.id = json.at("id");
  out.requested = json.at("requested");
  out.url = url_of(json.at("url"));
  out.province = json.at("province");
  out.district = json.at("district");
  out.tags = json.at("tags").get<std::vector<std::string>>();
  out.rulebook = json.at("rulebook");
  out.profile = read_profile(json.at("profile"));
  const auto& limits = json.at("limits");
  out.limits.max_pages = count_of(limits.at("max_pages"));
  out.limits.connections = count_of(limits.at("connections"));
  out.limits.max_time = duration_of(limits.at("max_time"));
  out.limits.delay = duration_of(limits.at("delay"));
  out.limits.render = read_render_mode(limits.value("render", ""));
  out.line = json.at("line");
  return out;
}

}  // namespace

std::string write_entry_json(const model::SiteEntry& entry) {
  Json out;
  out["id"] = entry.id;
  out["requested"] = entry.requested;
  out["url"] = entry.url.text();
  out["province"] = entry.province;
  out["district"] = entry.district;
  out["tags"] = entry.tags;
  out["rulebook"] = entry.rulebook;
  out["profile"] = write_profile(entry.profile);
  out["limits"] = {{"max_pages", or_null(entry.limits.max_pages)},
                   {"connections", or_null(entry.limits.connections)},
                   {"max_time", or_null(entry.limits.max_time)},
                   {"delay", or_null(entry.limits.delay)}};
  if (entry.limits.render) out["limits"]["render"] = name_of(*entry.limits.render);
  out["line"] = entry.line;
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<model::SiteEntry> read_entry_json(std::string_view json) {
  try {
    return read_entry(Json::parse(json));
  } catch (const std::exception& error) {
    return fail(ErrorCode::bad_config, std::string("the entry of a site: ") + error.what());
  }
}

}  // namespace oit::scan
