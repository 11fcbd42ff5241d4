#include "scan/run_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/duration.h"
#include "base/file.h"
#include "scan/render_mode.h"
#include "scan/site_table.h"
#include "scan/written.h"

namespace oit::scan {
namespace {

constexpr std::size_t kMostAtOnce = 10'000;

template <class T>
struct Key {
  std::string_view name;
  T RunFile::*to;
};

constexpr std::array kPaths = std::to_array<Key<std::string>>({
    {"sites", &RunFile::sites},
    {"db", &RunFile::db},
    {"keep", &RunFile::keep},
    {"json", &RunFile::json},
    {"html", &RunFile::html},
    {"csv", &RunFile::csv},
    {"xlsx", &RunFile::xlsx},
    {"docx", &RunFile::docx},
    {"metrics", &RunFile::metrics},
    {"rules", &RunFile::rules},
});
constexpr std::array kTexts = std::to_array<Key<std::string>>({
    {"contact", &RunFile::contact},
    {"baseline", &RunFile::baseline},
    {"browser", &RunFile::browser},
});
constexpr std::array kCounts = std::to_array<Key<std::optional<std::size_t>>>({
    {"sites_at_once", &RunFile::sites_at_once},
    {"max_pages", &RunFile::max_pages},
    {"connections", &RunFile::connections},
    {"ocr_pages", &RunFile::ocr_pages},
    {"max_rendered", &RunFile::max_rendered},
});
constexpr std::array kFlags = std::to_array<Key<std::optional<bool>>>({
    {"resume", &RunFile::resume},
    {"keep_going", &RunFile::keep_going},
    {"exhaustive", &RunFile::exhaustive},
    {"ignore_robots", &RunFile::ignore_robots},
    {"notify", &RunFile::notify},
    {"ranking", &RunFile::ranking},
});
constexpr std::array<std::string_view, 8> kOthers = {
    "as_of", "lang", "max_time", "delay", "allow_private", "fail_on", "ocr", "render"};

template <class Keys>
auto find_key(const Keys& keys, std::string_view name) {
  const auto at = std::ranges::find(keys, name, &Keys::value_type::name);
  return at == keys.end() ? nullptr : &*at;
}

std::string list_keys() {
  std::string out;
  const auto add = [&out](std::string_view name) {
    out.append(out.empty() ? "" : ", ").append(name);
  };
  for (const auto& key : kPaths) add(key.name);
  for (const auto& key : kTexts) add(key.name);
  for (const auto& key : kCounts) add(key.name);
  for (const auto& key : kFlags) add(key.name);
  for (const auto& key : kOthers) add(key);
  return out;
}

/// An address of a server, standard output, or an id of a rulebook is no path.
bool is_path(std::string_view key, std::string_view value) {
  if (value.empty() || value == "-" || value.find("://") != std::string_view::npos) return false;
  return key != "rules" || value.ends_with(".toml") || value.find('/') != std::string_view::npos;
}

/// Reads the table [scan].
class RunReader {
 public:
  explicit RunReader(const std::filesystem::path& path)
      : folder_(path.parent_path()), reader_(path.string()) {}

  void read(std::string_view name, const toml::node& node);
  void complain(const toml::node& at, std::string_view message) { reader_.complain(at, message); }
  Result<RunFile> take() {
    if (reader_.problems().empty()) return std::move(run_);
    std::string all;
    for (const auto& one : reader_.problems()) all += (all.empty() ? "" : "\n") + one;
    return fail(ErrorCode::bad_config, all);
  }

 private:
  bool read_simple(std::string_view name, const toml::node& node);
  void read_path(const Key<std::string>& key, const toml::node& node);
  void read_as_of(const toml::node& node);
  void read_lang(const toml::node& node);
  void read_ocr(const toml::node& node);
  void read_render(const toml::node& node);
  void read_duration_text(std::string_view name, const toml::node& node, std::string& to);
  void read_fail_on(const toml::node& node);

  std::filesystem::path folder_;
  TableReader reader_;
  RunFile run_;
};

void RunReader::read_path(const Key<std::string>& key, const toml::node& node) {
  std::string value;
  if (!reader_.read_text(node, key.name, value)) return;
  if (is_path(key.name, value)) value = (folder_ / value).lexically_normal().string();
  run_.*key.to = std::move(value);
}

void RunReader::read_as_of(const toml::node& node) {
  std::optional<text::Day> day;
  reader_.read_day(node, "as_of", day);
  if (!day) return;
  const std::chrono::year_month_day date(*day);
  run_.as_of = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                           static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

void RunReader::read_lang(const toml::node& node) {
  std::string lang;
  if (!reader_.read_text(node, "lang", lang)) return;
  if (lang == "th" || lang == "en")
    run_.lang = std::move(lang);
  else
    reader_.complain(node, "lang: expected th or en");
}

void RunReader::read_ocr(const toml::node& node) {
  std::string ocr;
  if (!reader_.read_text(node, "ocr", ocr)) return;
  if (ocr == "auto" || ocr == "never")
    run_.ocr = std::move(ocr);
  else
    reader_.complain(node, "ocr: expected auto or never");
}

void RunReader::read_render(const toml::node& node) {
  if (!reader_.read_text(node, "render", run_.render)) return;
  if (!read_render_mode(run_.render))
    reader_.complain(node, "render: expected auto, never or always");
}

/// In words again, for the command line's own reader; what is wrong is told here, with its place.
void RunReader::read_duration_text(std::string_view name, const toml::node& node, std::string& to) {
  const auto text = node.value<std::string>();
  if (name == "delay" && text == "auto") {
    to = *text;
    return;
  }
  std::optional<std::chrono::milliseconds> duration;
  reader_.read_duration(node, name, duration);
  if (duration) to = fmt::format("{}ms", duration->count());
}

void RunReader::read_fail_on(const toml::node& node) {
  const auto text = node.value<std::string>();
  if (!text) return reader_.read_texts(node, "fail_on", run_.fail_on);
  for (std::string_view rest = *text; !rest.empty();) {
    const auto end = std::min(rest.find(','), rest.size());
    if (const auto one = trimmed(rest.substr(0, end)); !one.empty()) run_.fail_on.emplace_back(one);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

bool RunReader::read_simple(std::string_view name, const toml::node& node) {
  if (const auto* path = find_key(kPaths, name)) {
    read_path(*path, node);
  } else if (const auto* text = find_key(kTexts, name)) {
    reader_.read_text(node, name, run_.*text->to);
  } else if (const auto* count = find_key(kCounts, name)) {
    const auto most = name == "max_pages" || name == "max_rendered" ? kMostPages
                      : name == "connections"                       ? kMostConnections
                                                                    : kMostAtOnce;
    reader_.read_count(node, name, most, run_.*count->to);
  } else if (const auto* flag = find_key(kFlags, name)) {
    reader_.read_flag(node, name, run_.*flag->to);
  } else {
    return false;
  }
  return true;
}

void RunReader::read(std::string_view name, const toml::node& node) {
  if (read_simple(name, node)) return;
  if (name == "as_of")
    read_as_of(node);
  else if (name == "lang")
    read_lang(node);
  else if (name == "ocr")
    read_ocr(node);
  else if (name == "render")
    read_render(node);
  else if (name == "max_time")
    read_duration_text(name, node, run_.max_time);
  else if (name == "delay")
    read_duration_text(name, node, run_.delay);
  else if (name == "allow_private")
    reader_.read_texts(node, name, run_.allow_private);
  else if (name == "fail_on")
    read_fail_on(node);
  else
    complain(node, fmt::format("unknown key scan.{}; expected {}", name, list_keys()));
}

}  // namespace

Result<RunFile> read_run_file(const std::filesystem::path& path) {
  const auto bytes = read_file(path);
  if (!bytes) return fail(ErrorCode::bad_config, bytes.error().message);
  const auto table = parse_table(*bytes, path.string());
  if (!table) return pass_on(table);
  RunReader reader(path);
  if (const auto* node = table->get("scan")) {
    if (const auto* scan = node->as_table()) {
      for (const auto& [name, value] : *scan) reader.read(name.str(), value);
    } else {
      reader.complain(*node, "scan must be a table");
    }
  }
  return reader.take();
}

}  // namespace oit::scan
