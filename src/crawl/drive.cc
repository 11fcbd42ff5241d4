#include "crawl/drive.h"

#include <algorithm>
#include <string>

#include "base/find_text.h"
#include "match/known_host.h"
#include "text/match_key.h"

namespace oit::crawl {
namespace {

using model::DriveAnswer;

constexpr std::size_t kTold = 3000;  // bytes of a page in which a drive says what is the matter

bool is_at_one_of(const url::Url& address, const std::vector<std::string>& places) {
  return std::ranges::any_of(places,
                             [&](const auto& place) { return match::is_at(address, place); });
}

/// The drive itself, or a host that gives the bytes of its files.
bool is_of_drive(const match::DriveWay& way, const url::Url& address) {
  return match::has_host(address, way.host->name) || is_at_one_of(address, way.host->content);
}

/// What holds of every answer, whatever it brought; none when it says nothing yet.
DriveAnswer read_hop(const match::DriveWay& way, const model::PageFacts& facts) {
  using enum model::FetchOutcome;
  if (is_at_one_of(facts.final_url, way.host->sign_in)) return DriveAnswer::sign_in;
  if (facts.outcome == unauthorized) return DriveAnswer::sign_in;
  const bool is_lost = facts.outcome == not_found || facts.outcome == gone;
  if (is_lost) return way.form->what == "any" ? DriveAnswer::unknown : DriveAnswer::gone;
  if (facts.outcome == empty && way.form->what == "file") return DriveAnswer::empty;
  if (facts.outcome != ok || !is_of_drive(way, facts.final_url)) return DriveAnswer::unknown;
  return DriveAnswer::none;
}

}  // namespace

model::DriveAnswer read_drive(const match::DriveWay& way, const model::PageFacts& facts) {
  const auto hop = read_hop(way, facts);
  if (hop != DriveAnswer::none) return hop;
  return way.form->what == "file" || way.form->what == "any" ? DriveAnswer::file
                                                             : DriveAnswer::unknown;
}

model::DriveAnswer read_drive_page(const match::DriveWay& way, const model::PageFacts& facts,
                                   const model::Page& page, std::string_view body,
                                   std::size_t entries, const WordLists& words) {
  const auto hop = read_hop(way, facts);
  if (hop != DriveAnswer::none) return hop;
  const bool is_folder = way.form->what == "folder";
  if (is_folder && entries > 0) return DriveAnswer::folder;
  const auto told = page.title + "\n" + page.text.substr(0, kTold);
  const auto key = text::make_match_key(told, false).bytes;
  const bool is_content = way.form->what == "page" && page.text.size() > kTold;
  if (!is_content && words.has("drive_quota", key)) return DriveAnswer::quota;
  if (!is_content && words.has("drive_gone", key)) return DriveAnswer::gone;
  if (!is_content && words.has("drive_sign_in", key)) return DriveAnswer::sign_in;
  if (way.form->what == "page") return DriveAnswer::page;
  if (is_folder) {
    const bool is_list = !way.form->mark.empty() && has_text(body, way.form->mark);
    return is_list || words.has("drive_empty", key) ? DriveAnswer::empty : DriveAnswer::unknown;
  }
  return confirmed_address(way, page).empty() ? DriveAnswer::unknown : DriveAnswer::confirm;
}

url::Url confirmed_address(const match::DriveWay& way, const model::Page& page) {
  const auto goes_ahead = [&](const url::Url& address) {
    return !address.empty() && is_of_drive(way, address) &&
           std::ranges::any_of(way.host->confirm,
                               [&](const auto& part) { return has_text(address.text(), part); });
  };
  for (const auto& form : page.forms) {
    if (form.action.empty() || form.hidden.empty()) continue;
    const auto mark = form.action.query().empty() ? "?" : "&";
    const auto address = url::Url::parse(form.action.text() + mark + form.hidden);
    if (address && goes_ahead(*address)) return *address;
  }
  for (const auto& link : page.links)
    if (!link.dead && goes_ahead(link.target)) return link.target;
  return {};
}

}  // namespace oit::crawl
