#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/capture_fetcher.h"
#include "store/capture_notes.h"
#include "store/warc_reader.h"

namespace oit::store {

/// Finds whole bodies by their digest in the other captures of one site, opening each when it is
/// first needed. One thread at a time.
class SiblingBodies {
 public:
  /// The captures of `site` in the folder of `capture`, but not it itself.
  SiblingBodies(const std::filesystem::path& capture, std::string site);

  /// Gives the body with `digest` to `take`. `date` is that of the record it is said to stand in,
  /// ISO 8601, which tells the file to try first. Errors: io (nowhere, or damaged).
  Result<bool> read(const std::string& digest, const std::string& date,
                    const std::function<bool(std::string_view)>& take);

 private:
  struct Sibling {
    CaptureFile file;
    bool is_read = false;
    std::optional<WarcReader> reader;
    std::unordered_map<std::string, WarcEntry> bodies;  // by payload digest
  };

  void list();
  static void open(Sibling& sibling);

  std::filesystem::path capture_;
  std::string site_;
  bool is_listed_ = false;
  std::vector<Sibling> siblings_;  // newest first
};

/// What a capture holds, by what a crawl may ask for.
struct Capture::Contents {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  using Key = std::pair<model::Purpose, std::string>;  // and the address asked for
  using Take = std::function<bool(std::string_view)>;

  Contents(std::filesystem::path path, WarcReader warc);

  /// Reads the index and all notes. Errors: io (no WARC file, or no site's head).
  Result<bool> load();

  /// The n-th answer to `key`, from 0, or the last; null pointer-like kNone when there is none.
  std::size_t find(const Key& key, std::size_t n) const;

  /// The note at entry `at`, as `load` found it. Errors: io.
  Result<AnswerNote> answer(std::size_t at);
  Result<RobotsNote> robots(std::size_t at);

  /// Gives the body that the note at entry `at` is about to `take`. Errors: io.
  Result<bool> read_body(std::size_t at, const Take& take);

  std::filesystem::path path;
  WarcReader reader;
  WarcIndex index;
  SiteHead head;
  std::optional<SiteEnd> end;
  std::map<Key, std::vector<std::size_t>> answers;
  std::map<std::string, std::vector<std::size_t>> verdicts;  // by origin
  std::map<std::string, std::string> addresses;              // host to the IP address that answered
  CapturedScans scans;
  std::size_t answer_count = 0;

 private:
  void keep(const Note& note, std::size_t at);
  Result<std::string> note_text(std::size_t at);

  std::unordered_map<std::string, std::size_t> by_id_, by_digest_;
  std::optional<SiblingBodies> siblings_;
};

}  // namespace oit::store
