#include "match/drive_form.h"

#include <algorithm>
#include <string>

#include "match/known_host.h"

namespace oit::match {
namespace {

constexpr std::string_view kName = "{id}";
constexpr std::string_view kQuery = "{query}";

/// What stands before the next `border` of `text`, which goes on behind it.
std::string_view cut(std::string_view& text, char border) {
  const auto at = std::min(text.find(border), text.size());
  const auto part = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return part;
}

/// Whether the segments of `path` begin with those of `form`; "*" is any segment, "{id}" the one
/// that goes to `id`.
bool fits_path(std::string_view form, std::string_view path, std::string& id) {
  form.remove_prefix(form.starts_with('/') ? 1 : 0);
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  while (!form.empty()) {
    const auto wanted = cut(form, '/'), found = cut(path, '/');
    if (found.empty()) return false;
    if (wanted == kName)
      id = found;
    else if (wanted != "*" && wanted != found)
      return false;
  }
  return true;
}

/// Whether `query` has the parameter of `form` ("id={id}").
bool fits_query(std::string_view form, std::string_view query, std::string& id) {
  const auto name = form.substr(0, form.find('=') + 1);
  while (!query.empty()) {
    const auto parameter = cut(query, '&');
    if (!parameter.starts_with(name)) continue;
    const auto value = parameter.substr(name.size());
    if (form.substr(name.size()) == kName) id = value;
    return !value.empty();
  }
  return false;
}

void fill(std::string& text, std::string_view name, std::string_view value) {
  for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size()))
    text.replace(at, name.size(), value);
}

/// `address` with its parameter `set` ("dl=1") instead of another of that name.
std::string with_parameter(const std::string& address, std::string_view set) {
  const auto mark = address.find('?');
  std::string out = address.substr(0, mark) + "?";
  std::string_view query;
  if (mark != std::string::npos) query = std::string_view(address).substr(mark + 1);
  const auto name = set.substr(0, set.find('=') + 1);
  while (!query.empty()) {
    const auto parameter = cut(query, '&');
    if (!parameter.empty() && !parameter.starts_with(name)) out.append(parameter) += '&';
  }
  return out.append(set);
}

std::optional<url::Url> open_with(const model::DriveForm& form, const url::Url& address) {
  std::string_view wanted = form.form;
  const auto path = cut(wanted, '?');
  std::string id;
  if (!fits_path(path, address.path(), id)) return std::nullopt;
  if (!wanted.empty() && !fits_query(wanted, address.query(), id)) return std::nullopt;
  std::string gives = form.gives.empty() ? address.text() : form.gives;
  fill(gives, kName, id);
  fill(gives, kQuery, address.query());
  if (!form.set.empty()) gives = with_parameter(gives, form.set);
  auto opened = url::Url::parse(gives);
  if (!opened) return std::nullopt;
  return *opened;
}

}  // namespace

std::optional<DriveWay> drive_way(const model::Rulebook& rulebook, const url::Url& address) {
  const auto* host = known_host(rulebook, address);
  if (host == nullptr || host->kind != "cloud_drive") return std::nullopt;
  for (const auto& form : host->opens)
    if (auto opened = open_with(form, address)) return DriveWay{host, &form, std::move(*opened)};
  return std::nullopt;
}

bool is_at(const url::Url& address, std::string_view place) {
  const auto slash = std::min(place.find('/'), place.size());
  if (slash < place.size() && !address.path().starts_with(place.substr(slash))) return false;
  return has_host(address, place.substr(0, slash));
}

}  // namespace oit::match
