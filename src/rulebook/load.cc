#include "rulebook/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/file.h"
#include "base/sha256.h"
#include "rulebook/fields.h"
#include "rulebook/readers.h"
#include "rulebook/specialise.h"
#include "text/dates.h"

namespace oit::rulebook {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = std::size_t{4} << 20;  // a rule file is some kilobytes
constexpr std::size_t kMostTopics = 1000;
constexpr std::string_view kYearPrefix = "ita-";

/// One load: reads files once, adds them to the revision, keeps the first error.
class Loader {
 public:
  explicit Loader(fs::path folder) : folder_(std::move(folder)) {}

  Result<model::Rulebook> load(std::string_view id_or_file);

 private:
  /// The tree of `file`; `read` is handed it with a place for problems.
  template <class Read>
  void with_file(const fs::path& file, const Read& read) {
    if (!error_.empty()) return;
    const std::string name = file.lexically_proximate(folder_).generic_string();
    const auto bytes = read_file(file, kMostBytes);
    if (!bytes) return note(bytes.error().message);
    hashed_ += fmt::format("{}\n{}\n{}\n", name, bytes->size(), *bytes);
    // People open what a message names: the path as given, not the short name.
    const auto tree = read_toml(*bytes, file.generic_string());
    if (!tree) return note(tree.error().message);
    Problems problems(file.generic_string());
    read(*tree, problems);
    note(problems.first());
  }

  void note(const std::string& what) {
    if (error_.empty()) error_ = what;
  }
  void read_common();
  void read_topics();
  void read_years(std::string_view id_or_file);
  void read_sectors();
  void choose(model::Year chosen);
  void shipped(const fs::path& file);

  fs::path folder_;
  std::string error_, hashed_;
  model::Rulebook rulebook_;
};

/// Names with `suffix` in `folder`, sorted; stems only.
Result<std::vector<std::string>> stems(const fs::path& folder) {
  std::vector<std::string> all;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    if (entry->path().extension() == ".toml") all.push_back(entry->path().stem().string());
  if (error)
    return fail(ErrorCode::bad_rulebook,
                fmt::format("cannot read the folder {}: {}", folder.string(), error.message()));
  std::ranges::sort(all);
  return all;
}

void Loader::read_common() {
  with_file(folder_ / "units.toml",
            [&](const Node& file, Problems& problems) { read_units(file, rulebook_, problems); });
  with_file(folder_ / "spelling.toml", [&](const Node& file, Problems& problems) {
    rulebook_.spellings = read_spellings(file, problems);
  });
  with_file(folder_ / "hosts.toml", [&](const Node& file, Problems& problems) {
    rulebook_.hosts = read_hosts(file, problems);
  });
  with_file(folder_ / "words.toml", [&](const Node& file, Problems& problems) {
    rulebook_.words = read_words(file, problems);
  });
}

void Loader::read_topics() {
  KnownIds known;
  if (auto names = stems(folder_ / "topics"))
    known.topics = std::move(*names);
  else
    return note(names.error().message);
  if (known.topics.empty() || known.topics.size() > kMostTopics)
    return note(fmt::format("{}: expected 1 to {} topic files, found {}",
                            (folder_ / "topics").string(), kMostTopics, known.topics.size()));
  for (const auto& role : rulebook_.roles) known.roles.push_back(role.id);
  for (const auto& stem : known.topics)
    with_file(folder_ / "topics" / (stem + ".toml"), [&](const Node& file, Problems& problems) {
      rulebook_.topics.push_back(read_topic(file, stem, known, problems));
    });
}

void Loader::shipped(const fs::path& file) {
  with_file(file, [&](const Node& tree, Problems& problems) {
    auto year = read_year(tree, rulebook_.topics, rulebook_.years, problems);
    if (year.id != file.stem().string()) {
      Fields fields(tree, problems);
      fields.note("id", fmt::format("must be the file's name, \"{}\"", file.stem().string()));
    }
    rulebook_.years.push_back(std::move(year));
  });
}

/// `chosen` becomes the year, in the place of a shipped one of the same id.
void Loader::choose(model::Year chosen) {
  const auto same = std::ranges::find(rulebook_.years, chosen.id, &model::Year::id);
  if (same != rulebook_.years.end())
    *same = chosen;
  else
    rulebook_.years.push_back(chosen);
  std::ranges::stable_sort(rulebook_.years, {}, &model::Year::fiscal_year);
  rulebook_.year = std::move(chosen);
}

void Loader::read_sectors() {
  const auto ids = list_sectors(folder_);
  if (!ids) return note(ids.error().message);
  for (const auto& id : *ids)
    with_file(folder_ / (id + ".toml"), [&](const Node& tree, Problems& problems) {
      rulebook_.sectors.push_back(read_sector(tree, problems));
      Fields fields(tree, problems);
      if (rulebook_.sectors.back().id != id)
        fields.note("id", fmt::format("must be the file's name, \"{}\"", id));
      for (const auto& type : rulebook_.sectors.back().agency_types)
        if (std::ranges::find(rulebook_.agency_types, type, &model::AgencyType::id) ==
            rulebook_.agency_types.end())
          fields.note("agency_types", fmt::format("\"{}\" is no agency type", type));
    });
}

void Loader::read_years(std::string_view id_or_file) {
  const auto ids = list_years(folder_);
  if (!ids) return note(ids.error().message);
  for (const auto& id : *ids) shipped(folder_ / (id + ".toml"));
  if (!error_.empty()) return;
  const auto found = std::ranges::find(rulebook_.years, id_or_file, &model::Year::id);
  if (found != rulebook_.years.end()) return choose(*found);
  const auto sector = std::ranges::find(rulebook_.sectors, id_or_file, &model::SectorList::id);
  if (sector != rulebook_.sectors.end())
    return note(fmt::format(
        "{} is recognised on pages, but its items are not known: no site can be judged by it",
        sector->id));
  const fs::path file(id_or_file);
  if (file.extension() != ".toml") {
    const std::vector<std::string_view> names(ids->begin(), ids->end());
    return note(fmt::format("no rulebook \"{}\" in {}, expected {} or the path of a .toml file",
                            id_or_file, folder_.string(), one_of_these(names)));
  }
  std::optional<model::Year> own;
  with_file(file, [&](const Node& tree, Problems& problems) {
    own = read_year(tree, rulebook_.topics, rulebook_.years, problems);
  });
  if (own && error_.empty()) choose(std::move(*own));
}

Result<model::Rulebook> Loader::load(std::string_view id_or_file) {
  read_common();
  if (error_.empty()) read_topics();
  if (error_.empty()) read_sectors();
  if (error_.empty()) read_years(id_or_file);
  if (!error_.empty()) return fail(ErrorCode::bad_rulebook, error_);
  specialise(rulebook_);
  rulebook_.revision = sha256_hex(hashed_).substr(0, 16);
  return std::move(rulebook_);
}

/// 2566 for "ita-2566"; 0 for anything else.
int year_of(std::string_view id) {
  int year = 0;
  if (!id.starts_with(kYearPrefix)) return 0;
  id.remove_prefix(kYearPrefix.size());
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), year);
  return error == std::errc() && end == id.data() + id.size() ? year : 0;
}

}  // namespace

Result<model::Rulebook> load(const fs::path& folder, std::string_view id_or_file) {
  return Loader(folder).load(id_or_file);
}

Result<model::PaperRules> load_papers(const fs::path& folder) {
  const auto file = folder / "papers.toml";
  const auto topics = stems(folder / "topics");
  if (!topics) return pass_on(topics);
  const auto bytes = read_file(file, kMostBytes);
  if (!bytes) return fail(ErrorCode::bad_rulebook, bytes.error().message);
  const auto tree = read_toml(*bytes, file.generic_string());
  if (!tree) return pass_on(tree);
  Problems problems(file.generic_string());
  auto papers = read_papers(*tree, *topics, problems);
  if (!problems.first().empty()) return fail(ErrorCode::bad_rulebook, problems.first());
  return papers;
}

Result<std::vector<std::string>> list_years(const fs::path& folder) {
  auto ids = stems(folder);
  if (!ids) return ids;
  std::erase_if(*ids, [](const std::string& id) { return year_of(id) == 0; });
  std::ranges::stable_sort(*ids, {}, year_of);
  if (ids->empty())
    return fail(ErrorCode::bad_rulebook,
                fmt::format("no year file ({}….toml) in {}", kYearPrefix, folder.string()));
  return ids;
}

Result<std::vector<std::string>> list_sectors(const fs::path& folder) {
  auto ids = stems(folder);
  if (!ids) return ids;
  std::erase_if(*ids, [](const std::string& id) {
    const auto dash = id.rfind('-');
    if (dash == std::string::npos || id.starts_with(kYearPrefix) || id.size() != dash + 5)
      return true;
    return !std::ranges::all_of(id.substr(dash + 1), [](char c) { return c >= '0' && c <= '9'; });
  });
  return ids;
}

Result<std::string> default_year(const fs::path& folder, std::chrono::sys_days as_of) {
  const auto ids = list_years(folder);
  if (!ids) return pass_on(ids);
  const int fiscal_year = text::fiscal_year_of(as_of);
  std::string chosen = ids->front();
  for (const auto& id : *ids)
    if (year_of(id) <= fiscal_year) chosen = id;
  return chosen;
}

}  // namespace oit::rulebook
