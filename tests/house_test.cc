// Who may include whom: the tables of src/README.md against every #include under src/.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"

namespace oit {
namespace {

namespace fs = std::filesystem;

struct Library {
  std::vector<std::string> prefixes;
  std::set<std::string> rooms, headers;
};

/// What src/README.md says.
struct House {
  std::map<std::string, int> steps;
  std::vector<Library> libraries;
  std::vector<std::string> system;
};

struct Source {
  std::string path;  ///< below src/, "page/walk.h"
  std::string text;

  std::string room() const { return path.substr(0, path.find('/')); }
  std::string name() const { return fs::path(path).filename().string(); }
  bool is_header() const { return path.ends_with(".h"); }
};

std::vector<std::string> split_row(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream in(line);
  for (std::string cell; std::getline(in, cell, '|');) cells.push_back(cell);
  return cells;
}

/// The words between backquotes.
std::vector<std::string> code_words(const std::string& text) {
  static const std::regex kWord("`([^`]+)`");
  std::vector<std::string> words;
  for (std::sregex_iterator at(text.begin(), text.end(), kWord), end; at != end; ++at)
    words.push_back((*at)[1]);
  return words;
}

House read_house(const std::string& readme) {
  House house;
  std::istringstream in(readme);
  for (std::string line; std::getline(in, line);) {
    const auto cells = split_row(line);
    if (line.starts_with("Headers of POSIX")) house.system = code_words(line);
    if (cells.size() == 4 && line.find("| `") != std::string::npos)
      house.steps[code_words(cells[2]).front()] = std::stoi(cells[1]);
    if (cells.size() == 6 && line.find("| `") != std::string::npos) {
      const auto rooms = code_words(cells[3]), headers = code_words(cells[4]);
      house.libraries.push_back(
          {code_words(cells[2]), {rooms.begin(), rooms.end()}, {headers.begin(), headers.end()}});
    }
  }
  return house;
}

bool starts_with_any(const std::string& header, const std::vector<std::string>& prefixes) {
  return std::ranges::any_of(prefixes, [&](const auto& p) { return header.starts_with(p); });
}

/// What is wrong with `#include <header>` in `source`, or "".
std::string judge_outside(const House& house, const Source& source, const std::string& header) {
  const auto library = std::ranges::find_if(
      house.libraries, [&](const auto& l) { return starts_with_any(header, l.prefixes); });
  if (library == house.libraries.end()) {
    const bool standard = header.find_first_of("./") == std::string::npos;
    return standard || starts_with_any(header, house.system) ? "" : "is of no library in the table";
  }
  if (!library->rooms.contains(source.room())) return "belongs to another room";
  if (source.is_header() && !library->headers.contains(source.name()))
    return "is for .cc files only";
  return "";
}

/// Whether the header at `path` may be included only by its own room.
bool is_inner(const House& house, const std::string& path) {
  const Source header{path, ""};
  return header.room() != "base" && std::ranges::any_of(house.libraries, [&](const auto& l) {
           return l.rooms.contains(header.room()) && l.headers.contains(header.name());
         });
}

/// What is wrong with `#include "header"` in `source`, or "".
std::string judge_inside(const House& house, const Source& source, const std::string& header) {
  const auto room = Source{header, ""}.room();
  if (room == source.room()) return "";
  if (!house.steps.contains(room)) return "is in no room of the table";
  if (house.steps.at(room) >= house.steps.at(source.room())) return "is a step upward";
  return is_inner(house, header) ? "is for the inside of its room" : "";
}

std::vector<std::string> find_problems(const House& house, const std::vector<Source>& sources) {
  static const std::regex kInclude(R"re(#\s*include\s*(["<])([^">]+)[">])re");
  static const std::regex kMachine(R"((^|[^\w.:/])/(home|root|work|usr|etc|opt|mnt|srv|Users)/)");
  std::vector<std::string> problems;
  for (const auto& source : sources) {
    if (std::regex_search(source.text, kMachine))
      problems.push_back(source.path + ": names a path of one machine");
    if (source.path == "main.cc") continue;
    if (!house.steps.contains(source.room())) {
      problems.push_back(source.path + ": its room is not in the table");
      continue;
    }
    const auto& text = source.text;
    for (std::sregex_iterator at(text.begin(), text.end(), kInclude), end; at != end; ++at) {
      const std::string header = (*at)[2];
      const auto why = (*at)[1] == "<" ? judge_outside(house, source, header)
                                       : judge_inside(house, source, header);
      if (!why.empty()) problems.push_back(source.path + ": " + header + " " + why);
    }
  }
  return problems;
}

std::vector<Source> read_sources() {
  std::vector<Source> sources;
  const fs::path top = fs::path(OIT_SOURCE_DIR) / "src";
  for (const auto& entry : fs::recursive_directory_iterator(top))
    if (entry.path().extension() == ".cc" || entry.path().extension() == ".h")
      sources.push_back(
          {entry.path().lexically_relative(top).string(), read_file(entry.path()).value()});
  return sources;
}

House read_our_house() {
  return read_house(read_file(fs::path(OIT_SOURCE_DIR) / "src" / "README.md").value());
}

TEST(House, EveryIncludeGoesDownTheTable) {
  const auto sources = read_sources();
  ASSERT_GT(sources.size(), 100U);
  for (const auto& problem : find_problems(read_our_house(), sources)) ADD_FAILURE() << problem;
}

TEST(House, TheTableListsTheRoomsThatExist) {
  const auto house = read_our_house();
  std::set<std::string> rooms, folders;
  for (const auto& [room, step] : house.steps) rooms.insert(room);
  for (const auto& source : read_sources())
    if (source.path != "main.cc") folders.insert(source.room());
  EXPECT_EQ(rooms, folders);
  EXPECT_GT(house.libraries.size(), 10U);
}

/// The first problem of one made-up file in our house, or "".
std::string problem_of(const std::string& path, const std::string& text) {
  const auto problems = find_problems(read_our_house(), {{path, text}});
  return problems.empty() ? "" : problems.front();
}

TEST(House, MadeUpViolationsAreFound) {
  EXPECT_EQ(problem_of("text/a.cc", "#include \"scan/scanner.h\"\n"),
            "text/a.cc: scan/scanner.h is a step upward");
  EXPECT_EQ(problem_of("net/a.cc", "#  include \"page/read_page.h\"\n"),
            "net/a.cc: page/read_page.h is a step upward");
  EXPECT_EQ(problem_of("crawl/a.cc", "#include \"net/engine.h\"\n"),
            "crawl/a.cc: net/engine.h is for the inside of its room");
  EXPECT_EQ(problem_of("audit/a.cc", "#include <re2/re2.h>\n"),
            "audit/a.cc: re2/re2.h belongs to another room");
  EXPECT_EQ(problem_of("match/a.h", "#include <re2/re2.h>\n"),
            "match/a.h: re2/re2.h is for .cc files only");
  EXPECT_EQ(problem_of("scan/a.cc", "#include <sqlite3.h>\n"),
            "scan/a.cc: sqlite3.h is of no library in the table");
  EXPECT_EQ(problem_of("attic/a.cc", ""), "attic/a.cc: its room is not in the table");
  EXPECT_EQ(problem_of("base/a.cc",
                       "open(\"/home/"
                       "me/rules\");"),
            "base/a.cc: names a path of one machine");
}

TEST(House, WhatTheTableAllowsPasses) {
  EXPECT_EQ(problem_of("match/a.cc",
                       "#include <re2/re2.h>\n#include <sys/stat.h>\n#include <map>\n"
                       "#include \"model/report.h\"\n#include \"match/expand.h\"\n"),
            "");
}

}  // namespace
}  // namespace oit
