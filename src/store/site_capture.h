#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "net/fetcher.h"
#include "store/capture.h"
#include "store/capture_notes.h"
#include "store/cdxj.h"
#include "store/warc_writer.h"

namespace oit::store {

/// An answer on its way to a capture: what the caller gets, and bytes of our own.
struct RecordedAnswer {
  RecordedAnswer() = default;
  RecordedAnswer(const RecordedAnswer&) = delete;
  RecordedAnswer& operator=(const RecordedAnswer&) = delete;
  ~RecordedAnswer();

  AnswerNote note;
  std::vector<std::string> heads;  ///< as model::Response::heads
  std::string body;
  int file = -1;        ///< open on the spooled body; owned
  std::string trouble;  ///< why the spooled body could not be opened; empty: it was, or is none
};

/// One capture being written. The first failure ends it: later calls do nothing and `finish` tells.
/// One thread at a time.
class SiteCapture {
 public:
  /// Touches no file yet.
  SiteCapture(std::filesystem::path folder, SiteHead head);

  /// Makes the .part file and writes what is known before the first answer.
  void begin();

  void add(const RecordedAnswer& answer);
  void add(const RobotsNote& note, const std::string& text);
  void add(const ScanNote& scan);

  /// Writes the end, gives the file its final name and adds it to the site's index. Errors: io.
  Result<std::filesystem::path> finish(const SiteEnd& end);

 private:
  /// A body written before, here or in an earlier capture that still exists.
  struct Original {
    std::string uri, date, id;  // id only for a record of this file
  };

  void read_index();
  std::optional<WarcPlace> write(const WarcRecord& record);
  void note(std::string uri, std::chrono::system_clock::time_point date, std::string json,
            const std::string& described);
  std::string add_hops(const RecordedAnswer& answer);
  std::string add_message(const RecordedAnswer& answer, const std::string& concurrent_to);
  std::string write_message(WarcRecord record);
  void index(const WarcRecord& record, const WarcPlace& place, std::string_view http_head);

  std::filesystem::path folder_;
  SiteHead head_;
  std::string name_, failure_;
  std::optional<WarcWriter> writer_;
  std::unordered_map<std::string, Original> originals_;  // by payload digest
  std::vector<CdxjLine> lines_;
};

}  // namespace oit::store
