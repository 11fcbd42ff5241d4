#pragma once
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "model/document.h"
#include "net/fetcher.h"
#include "store/capture.h"

namespace oit::store {

/// What OCR read when a capture was made: by SHA-256 of the file, and page from 0.
using CapturedScans = std::map<std::pair<std::string, int>, model::Recognised>;

/// One capture, its answers found by address but not held in memory. Owns its open file.
class Capture {
 public:
  Capture(Capture&&) noexcept;
  Capture& operator=(Capture&&) noexcept;
  ~Capture();

  const SiteHead& head() const;
  /// Nothing when the writer never came to it.
  const std::optional<SiteEnd>& end() const;
  /// Why the file ends before its end; empty when it does not. Everything before it is used.
  const std::string& cut() const;
  const CapturedScans& scans() const;
  std::size_t answers() const;  ///< responses that can be given, failures included

 private:
  friend class CaptureFetcher;
  friend Result<Capture> open_capture(const std::filesystem::path& path);
  struct Contents;
  explicit Capture(std::unique_ptr<Contents> contents);

  std::unique_ptr<Contents> contents_;
};

/// Opens a capture that RecordingFetcher wrote, also the .part file of a writer that was killed.
/// Reads the file once to find its answers; their bodies are read when they are asked for. Errors:
/// io (absent, unreadable, no WARC file, no site's head in it).
Result<Capture> open_capture(const std::filesystem::path& path);

/// A capture as its name tells of it.
struct CaptureFile {
  std::filesystem::path path;
  std::string site;                       ///< id
  std::chrono::sys_seconds started_at{};  ///< UTC

  bool operator==(const CaptureFile&) const = default;
};

enum class CaptureChoice { all, newest_of_each_site };

/// The complete captures in a folder, by site and then time; of a file only itself, whatever its
/// name says. Errors: io (absent, unreadable).
Result<std::vector<CaptureFile>> list_captures(const std::filesystem::path& path,
                                               CaptureChoice choice = CaptureChoice::all);

/// A Fetcher that knows nothing but one capture: no sockets, no pace, no limits.
///
/// The n-th request for an address and purpose gets the n-th answer recorded for them, later ones
/// the last. Bodies are in memory or in a file of the caller's, as they were when recorded;
/// `heads`, `document` and `sha256` are empty. A body that the capture only refers to is looked for
/// in it and in the same site's captures beside it. What is missing or damaged is answered with
/// `not_captured` and the reason in `why`; a robots.txt nobody asked for is absent.
///
/// Answers come in the order asked. Owners are only told apart for `cancel`. Threads as Fetcher.
class CaptureFetcher final : public net::Fetcher {
 public:
  /// Spooled bodies go to `spool_folder`; empty: the system's temporary folder.
  explicit CaptureFetcher(Capture capture, std::string spool_folder = {});
  ~CaptureFetcher() override;

  const Capture& capture() const;

  /// Requests answered with `not_captured` so far.
  std::size_t missed() const;

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
  /// The IP address that answered for the host when it was recorded.
  void look_up(const url::Url& url, std::function<void(std::string)> done) override;

 private:
  class Player;
  std::unique_ptr<Player> player_;
};

}  // namespace oit::store
