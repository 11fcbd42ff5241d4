#pragma once
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>

#include "base/result.h"
#include "net/fetcher.h"
#include "store/capture.h"
#include "store/capture_notes.h"

namespace oit::store {

/// How much may wait for the disk; beyond it answers wait with their callers.
struct RecordingLimits {
  std::size_t waiting_bytes = std::size_t{32} << 20;  ///< bodies in memory
  std::size_t waiting_files = 64;                     ///< spooled bodies, one open file each
};

/// A Fetcher that writes down all that another one is told, one WARC file for each site and run:
/// FOLDER/<site id>-<YYYYMMDDhhmmss>.warc.gz, named ….part until it is complete, and the index
/// FOLDER/<site id>.cdxj. Files are for their owner only (0600), the folder is made so (0700).
///
/// Every call is passed on. An answer for an owner between `begin_site` and `end_site` is handed to
/// the recorder's one writer thread first and to the caller then; answers of other owners are
/// passed through unrecorded. The inner fetcher must keep header blocks (FetchLimits::keep_heads)
/// for the records to hold them; without, a minimal head is made up.
///
/// Threads: like any Fetcher, every member but `post` is called by the I/O thread, and every
/// callback comes on it, inside `run`. No member waits for the disk: digests, compression and
/// writing happen on the writer thread. A body in memory is copied for it; a spooled one is opened,
/// so the caller may delete its file as always, but must not change it. When more waits than
/// `limits` allow, answers are held back, in their order, until the writer has caught up: a slow
/// disk slows the crawl, and memory stays bounded.
///
/// A failed write (disk full, no folder) ends that site's capture, not its crawl: `end_site` tells,
/// and no file gets its final name.
class RecordingFetcher final : public net::Fetcher {
 public:
  using Ended = std::function<void(Result<std::filesystem::path>)>;

  /// `inner` outlives the recorder and is not run after the recorder has gone. Errors: io (`folder`
  /// cannot be made or written to).
  static Result<std::unique_ptr<RecordingFetcher>> make(net::Fetcher& inner,
                                                        std::filesystem::path folder,
                                                        RecordingLimits limits = {});

  /// Finishes what the writer has been given; a site without `end_site` keeps its .part file.
  ~RecordingFetcher() override;

  /// From now on answers to `owner` are recorded. Errors: bad_argument (no site id, or `owner` or
  /// the site's id is being recorded). That the file cannot be made is told by `end_site`.
  Result<bool> begin_site(model::Owner owner, const SiteHead& head);

  /// Completes the capture of `owner` after all answers handed over so far. Returns at once; `done`
  /// is called on the I/O thread with the finished file, or an Error: io (a write failed, now or
  /// before; the cause of the first is named), bad_argument (`owner` was not begun).
  void end_site(model::Owner owner, SiteEnd end, Ended done);

  /// Records what OCR read for `owner`, before what is posted after it. Any thread.
  void note_scan(model::Owner owner, ScanNote note);

  void fetch(model::Request request, Done done) override;
  void robots(const url::Url& origin_of, model::Owner owner,
              std::function<void(net::RobotsVerdict)> done) override;
  void post(std::function<void()> work) override;
  void after(std::chrono::milliseconds delay, std::function<void()> work) override;
  void run() override;
  void stop() override;
  void cancel_all() override;
  void cancel(model::Owner owner) override;
  std::chrono::milliseconds waited(model::Owner owner) const override;
  void leave(model::Owner owner) override;
  void look_up(const url::Url& url, std::function<void(std::string)> done) override;

 private:
  class Recorder;
  explicit RecordingFetcher(std::unique_ptr<Recorder> recorder);

  std::unique_ptr<Recorder> recorder_;
};

}  // namespace oit::store
