#include "store/cdxj.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>

#include "text/charset.h"

namespace oit::store {
namespace {

using Json = nlohmann::ordered_json;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "www.", "www2." and the like.
std::string_view without_www(std::string_view host) {
  if (!host.starts_with("www")) return host;
  const auto rest = host.substr(3);
  const auto dot = std::ranges::find_if_not(rest, is_digit);
  return dot == rest.end() || *dot != '.'
             ? host
             : rest.substr(static_cast<std::size_t>(dot - rest.begin()) + 1);
}

std::string turned_round(std::string_view host) {
  const bool is_address = host.starts_with('[') ||
                          std::ranges::all_of(host, [](char c) { return is_digit(c) || c == '.'; });
  if (is_address) return std::string(host);
  std::string out;
  while (!host.empty()) {
    const auto dot = host.rfind('.');
    const auto from = dot == std::string_view::npos ? 0 : dot + 1;
    if (!out.empty()) out += ',';
    out += host.substr(from);
    host = host.substr(0, dot == std::string_view::npos ? 0 : dot);
  }
  return out;
}

std::string in_order(std::string_view query) {
  std::vector<std::string> parts;
  for (std::string_view rest = query; !rest.empty();) {
    const auto end = std::min(rest.find('&'), rest.size());
    parts.push_back(lower(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::ranges::sort(parts);
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : "&") + part;
  return out;
}

std::uint64_t number(const std::string& digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto taken = ::write(file, bytes.data(), bytes.size());
    if (taken < 0 && errno == EINTR) continue;
    if (taken <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(taken));
  }
  return true;
}

/// Copies the sorted lines of `old` and of `fresh` in their common order.
bool merge_lines(std::istream& old, const std::vector<std::string>& fresh, int file) {
  constexpr std::size_t kBuffer = 65'536;
  std::string out;
  const auto put = [&](const std::string& line) {
    out.append(line).push_back('\n');
    if (out.size() < kBuffer) return true;
    const bool is_written = write_all(file, out);
    out.clear();
    return is_written;
  };
  auto next = fresh.begin();
  for (std::string line; std::getline(old, line);) {
    if (!read_cdxj(line)) continue;
    for (; next != fresh.end() && *next < line; ++next)
      if (!put(*next)) return false;
    if (!put(line)) return false;
  }
  for (; next != fresh.end(); ++next)
    if (!put(*next)) return false;
  return write_all(file, out);
}

}  // namespace

std::string surt_of(const url::Url& url) {
  std::string out = turned_round(without_www(url.host()));
  const int usual = url.scheme() == "https" ? 443 : 80;
  if (url.port() != usual) out += ':' + std::to_string(url.port());
  out += ')';
  std::string path = lower(url.path());
  if (path.size() > 1 && path.ends_with('/')) path.pop_back();
  out += path;
  if (!url.query().empty()) out += '?' + in_order(url.query());
  return out;
}

std::string write_cdxj(const CdxjLine& line) {
  const auto url = url::Url::parse(line.url);
  const Json json{{"url", line.url},
                  {"mime", text::is_valid_utf8(line.mime) ? line.mime : "unk"},
                  {"status", line.status},
                  {"digest", line.digest},
                  {"length", std::to_string(line.length)},
                  {"offset", std::to_string(line.offset)},
                  {"filename", line.filename}};
  return (url ? surt_of(*url) : line.url) + ' ' + line.time + ' ' + json.dump();
}

std::optional<CdxjLine> read_cdxj(std::string_view text) {
  const auto first = text.find(' ');
  if (first == std::string_view::npos || text.size() < first + 17 || text[first + 15] != ' ')
    return std::nullopt;
  CdxjLine line;
  line.time = text.substr(first + 1, 14);
  if (!std::ranges::all_of(line.time, is_digit)) return std::nullopt;
  const Json json = Json::parse(text.substr(first + 16), nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto take = [&](const char* key) {
    const auto found = json.find(key);
    return found == json.end() || !found->is_string() ? std::string() : found->get<std::string>();
  };
  line.url = take("url");
  line.mime = take("mime");
  line.status = take("status");
  line.digest = take("digest");
  line.filename = take("filename");
  line.length = number(take("length"));
  line.offset = number(take("offset"));
  return line;
}

Result<bool> merge_cdxj(const std::filesystem::path& path, const std::vector<CdxjLine>& lines) {
  std::vector<std::string> fresh;
  fresh.reserve(lines.size());
  for (const auto& line : lines) fresh.push_back(write_cdxj(line));
  std::ranges::sort(fresh);
  const std::string part = path.string() + ".part";
  const int file = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  bool is_written = file >= 0;
  if (is_written) {
    std::ifstream old(path, std::ios::binary);
    is_written = merge_lines(old, fresh, file) && ::fsync(file) == 0;
    const int why = errno;
    is_written = ::close(file) == 0 && is_written;
    errno = why;
  }
  if (is_written && ::rename(part.c_str(), path.c_str()) == 0) return true;
  auto error = fail(ErrorCode::io, "cannot write " + path.string() + ": " + std::strerror(errno));
  ::unlink(part.c_str());
  return error;
}

}  // namespace oit::store
