#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/fetch.h"
#include "render/devtools.h"
#include "render/manners.h"
#include "render/part_robots.h"
#include "render/proxy.h"

namespace oit::render {

class Pictures;

/// Limits of one drawn page.
struct DrawingLimits {
  std::chrono::milliseconds page{15'000};    ///< from the first request to the last byte of the DOM
  std::chrono::milliseconds reading{2'000};  ///< of these, for reading what is there
  std::chrono::milliseconds quiet{1'000};  ///< nothing on its way and nothing changing: it is done
  std::chrono::milliseconds patience{6'000};  ///< for the first words of a page that shows none
  std::chrono::milliseconds put_off{2'500};   ///< for what its scripts do a moment later
  std::size_t page_bytes = std::size_t{8} << 20;
  std::size_t wire_bytes = std::size_t{32} << 20;      ///< all parts of the page
  std::size_t answers_bytes = std::size_t{512} << 10;  ///< text of JSON answers
  std::size_t requests = 300;
  int moves = 10;                            ///< of the page to another address by its own scripts
  std::chrono::milliseconds picture{3'000};  ///< for a small picture of it
  Pictures* pictures = nullptr;              ///< where that is kept; null: none is taken
};

/// What the browser keeps for the pages of one site: cookies, and files in memory.
struct Profile {
  std::string context;         ///< the browser's name for it
  std::set<std::string> kept;  ///< scripts and styles received before
};

/// What pages are drawn with; all outlives them.
struct Surroundings {
  DevTools& devtools;
  Manners& manners;
  Proxy& proxy;
  PartRobots& robots;
  const std::vector<std::string>& counters;
};

/// One page while a browser draws it: from a fresh tab to its DOM.
///
/// Every request of the tab is held until it was looked at: what brings no text is refused, the
/// rest waits its turn, and of the page's own site only what robots.txt allows is asked for: a page
/// that shows hardly a word without the rest ends as `robots_disallowed`. The page is done when it
/// has loaded, nothing but repetitions is on its way, and its words have stopped growing; or when
/// its time is up: then what there is counts, and a script that never ends is broken off. Dialogs
/// are dismissed; downloads end the page. One thread.
class Drawing {
 public:
  using Time = std::chrono::steady_clock::time_point;
  enum class End { open, done, crashed };

  /// Begins at once. All references outlive it.
  Drawing(Surroundings with, const DrawingLimits& limits, model::Request request, Profile& profile);
  Drawing(const Drawing&) = delete;
  Drawing& operator=(const Drawing&) = delete;

  /// Closes the tab.
  ~Drawing();

  const std::string& session() const { return session_; }
  const std::string& target() const { return target_; }
  const model::Request& request() const { return request_; }

  /// An event of its session.
  void happened(const std::string& method, const Json& what);

  /// Its tab crashed.
  void crash() { end_ = End::crashed; }

  /// Goes on where only time decides; gives when to call again.
  Time tick(Time now);

  End end() const { return end_; }

  /// What it came to; once, after its end.
  model::Response take();

 private:
  /// A part of the page on its way.
  struct Part {
    std::string type, address;
    std::uint64_t turn = 0;
    bool is_awaited = false;
  };
  struct Measure {
    std::size_t letters = 0, links = 0;
    bool operator==(const Measure&) const = default;
  };

  void attach();
  void prepare();
  void navigate();
  void loaded();
  void paused(const Json& what);
  void ask_robots(const std::string& id, const std::string& part, const url::Url& url,
                  const std::string& type, bool is_document);
  void forbid(const std::string& id, const std::string& type, bool is_document);
  void let_on(const std::string& id, const std::string& part, const url::Url& url,
              std::string_view type);
  void answer_with_picture(const std::string& id);
  void refuse(const std::string& id);
  void challenged(const Json& what);
  void sent(const Json& what);
  void responded(const Json& what);
  void moved(const Json& frame);
  void pass(const std::string& address);
  void ended(const std::string& part, bool is_failed, const Json& what);
  void measure(Time now);
  void read();
  void send_read();
  void take_dom(const Json& result);
  void take_picture();
  void capture();
  void ask_answers();
  void finish();
  void fail_with(model::FetchOutcome outcome, std::string why);
  bool is_quiet() const;
  void touch() { last_change_ = std::chrono::steady_clock::now(); }

  DevTools& devtools_;
  Manners& manners_;
  Proxy& proxy_;
  PartRobots& robots_;
  const std::vector<std::string>& counters_;
  Profile& profile_;
  const DrawingLimits limits_;
  const model::Request request_;
  const std::string user_;
  const Time began_ = std::chrono::steady_clock::now();
  model::Response response_;
  std::string target_, session_, frame_, loader_;
  std::map<std::string, Part> parts_;
  std::map<std::string, int> asked_;  ///< addresses without their query, how often
  std::set<std::string> challenged_;
  std::vector<std::string> answers_;  ///< requests whose bodies are JSON
  std::vector<std::string> bodies_;
  std::string html_, picture_;
  std::optional<Time> picture_until_;
  Time last_change_ = began_, loaded_at_{}, measured_at_{};
  Measure measured_;
  std::size_t unprepared_ = 0;  // commands without answer, before the page is opened
  std::size_t missing_bodies_ = 0;
  int moves_ = 0;
  bool has_shown_ = false, is_loaded_ = false, is_measuring_ = false, is_reading_ = false,
       is_cut_ = false, is_read_again_ = false,
       is_forbidden_ = false;  // a part that may bring words
  End end_ = End::open;
  std::shared_ptr<const bool> life_ = std::make_shared<const bool>(true);  // ends with this
};

}  // namespace oit::render
