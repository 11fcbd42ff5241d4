#include "crawl/address_key.h"

#include <algorithm>
#include <set>

namespace oit::crawl {
namespace {

constexpr std::size_t kMostSegments = 20, kSessionValue = 16, kShortName = 4;

struct Parameter {
  std::string_view name, value;
};

std::vector<Parameter> parameters_of(std::string_view query) {
  std::vector<Parameter> parameters;
  while (!query.empty()) {
    const auto end = query.find('&');
    const auto one = query.substr(0, end);
    const auto equals = one.find('=');
    parameters.push_back(
        {one.substr(0, equals), equals == std::string_view::npos ? "" : one.substr(equals + 1)});
    if (end == std::string_view::npos) break;
    query.remove_prefix(end + 1);
  }
  return parameters;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c;
  });
  return out;
}

/// Short names ("sid") are numbers of sections on some sites: they go only with long values.
std::vector<std::string> sessions_in(std::string_view query,
                                     const std::vector<std::string>& session_parameters) {
  std::vector<std::string> present;
  for (const auto& parameter : parameters_of(query)) {
    const auto name = lower(parameter.name);
    if (std::ranges::find(session_parameters, name) == session_parameters.end()) continue;
    if (name.size() > kShortName || parameter.value.size() >= kSessionValue)
      present.push_back(name);
  }
  return present;
}

bool has_same_origin(const url::Url& a, const url::Url& b) {
  return a.host() == b.host() && a.port() == b.port() && a.scheme() == b.scheme();
}

/// `text` with every run of digits as one "#".
std::string without_digits(std::string_view text) {
  std::string shape;
  bool in_digits = false;
  for (const char c : text) {
    const bool digit = '0' <= c && c <= '9';
    if (!digit) shape += c;
    if (digit && !in_digits) shape += '#';
    in_digits = digit;
  }
  return shape;
}

}  // namespace

url::Url address_key(const url::Url& address, const url::Url& home,
                     const std::vector<std::string>& session_parameters) {
  url::Url key = address;
  auto names = sessions_in(address.query(), session_parameters);
  if (address.path().find(';') != std::string_view::npos)
    names.insert(names.end(), session_parameters.begin(), session_parameters.end());
  if (!names.empty()) key = url::without_parameters(key, names);
  if (home.empty() || has_same_origin(key, home) || !url::is_same_site(key, home)) return key;
  std::string respelled = home.origin() + std::string(key.path());
  if (!key.query().empty()) respelled.append("?").append(key.query());
  if (!key.route().empty()) respelled.append("#").append(key.route());
  auto parsed = url::Url::parse_keeping_route(respelled);
  return parsed ? *parsed : key;
}

std::string address_shape(const url::Url& address) {
  std::string shape(address.host());
  shape += without_digits(address.path());
  if (!address.route().empty()) shape.append("#").append(without_digits(address.route()));
  std::set<std::string> names;
  for (const auto& parameter : parameters_of(address.query()))
    names.insert(without_digits(lower(parameter.name)));
  for (const auto& name : names) shape.append("&").append(name);
  return shape;
}

bool is_runaway(const url::Url& address) {
  auto path = address.path();
  std::size_t segments = 0, same = 0;
  std::string_view last;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const auto segment = path.substr(0, end);
    same = !segment.empty() && segment == last ? same + 1 : 0;
    if (++segments > kMostSegments || same >= 2) return true;
    last = segment;
    path.remove_prefix(end);
  }
  return false;
}

std::string words_of_path(const url::Url& address) {
  auto path = address.path();
  while (path.ends_with('/')) path.remove_suffix(1);
  auto words = url::decode_percent(
      path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1));
  if (const auto dot = words.rfind('.'); dot != std::string::npos && words.size() - dot <= 6)
    words.resize(dot);
  std::ranges::replace_if(
      words, [](char c) { return c == '-' || c == '_' || c == '+'; }, ' ');
  return words;
}

}  // namespace oit::crawl
