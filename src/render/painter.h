#pragma once
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "net/http_fetcher.h"
#include "render/browser_process.h"
#include "render/drawing.h"
#include "render/part_robots.h"

namespace oit::render {

struct PainterOptions {
  BrowserCommand browser;
  std::size_t pages_at_once = 2;
  std::size_t pages_per_browser = 60;                   ///< then a fresh one begins
  std::size_t memory_bytes = std::size_t{1'500} << 20;  ///< of all its processes
  std::chrono::milliseconds start{30'000}, idle{30'000};
  DrawingLimits drawing;
  std::vector<std::string> counters;  ///< domains never asked, see `treatment_of`
  /// What robots.txt of an origin says; answers on any thread. Unset: every part may be asked for.
  PartRobots::Ask ask_robots;
};

/// Draws pages, on a thread of its own, with one browser after the other: it begins with the first
/// page, ends after a while without any, and is replaced when it has drawn many, has grown, or has
/// crashed. A page that was in a crashed browser is drawn once more, alone; a second crash is its
/// own. Every member may be called by any thread.
class Painter {
 public:
  /// Called on the painter's thread, exactly once.
  using Done = std::function<void(model::Response)>;

  /// `proxy` outlives the painter.
  Painter(PainterOptions options, Proxy& proxy, const net::FetchLimits& limits,
          const std::vector<url::Url>& seeds);
  Painter(const Painter&) = delete;
  Painter& operator=(const Painter&) = delete;

  /// Ends the browser; pages not drawn are answered with `cancelled`.
  ~Painter();

  void draw(model::Request request, Done done);

  /// Pages of `owner`, or all, end with `cancelled`.
  void cancel(std::optional<model::Owner> owner);

  /// What the browser kept for `owner` is forgotten.
  void leave(model::Owner owner);

  /// How long pages of `owner` have waited for others' to be drawn.
  std::chrono::milliseconds waited(model::Owner owner) const;

  /// Why pages cannot be drawn here; empty when they can, as far as is known.
  std::string trouble() const;

  /// Browsers begun, for tests and logs.
  std::size_t browsers() const;

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Job {
    model::Request request;
    Done done;
    int crashes = 0;
    Time since{};
  };
  struct Active {
    Job job;
    std::unique_ptr<Drawing> drawing;
  };
  /// One browser; its parts go in the reverse order.
  struct Browser {
    BrowserProcess process;
    std::unique_ptr<DevTools> devtools;
    std::map<model::Owner, Profile> profiles;
    std::set<model::Owner> asked_profiles;
    Time began{}, looked_at{};
    std::size_t pages = 0;
    bool is_ready = false, is_gone = false;
  };
  struct Wait {
    std::chrono::milliseconds total{0};
    std::optional<Time> since;
  };

  void post(std::function<void()> work);
  void serve(const std::stop_token& stop);
  void run_inbox();
  void start_browser();
  void end_browser();
  void give_up(const std::string& why);
  void begin_waiting();
  bool may_begin(const Job& job) const;
  Profile* profile_of(model::Owner owner);
  void happened(const std::string& session, const std::string& method, const Json& what);
  Time tick(Time now);
  void collect();
  void look_after(Time now);
  void wait(Time until);
  void answer(Job& job, model::FetchOutcome outcome, const std::string& why);
  void end_wait(model::Owner owner);

  const PainterOptions options_;
  Proxy& proxy_;
  Manners manners_;
  PartRobots robots_;

  // The thread's own.
  std::deque<Job> waiting_;
  std::unique_ptr<Browser> browser_;
  std::list<Active> active_;
  Time last_use_{};
  int failed_starts_ = 0;

  int wake_ = -1;
  mutable std::mutex mutex_;  // guards what follows
  std::vector<std::function<void()>> inbox_;
  std::map<model::Owner, Wait> waits_;
  std::string trouble_;
  std::size_t browsers_ = 0;

  std::jthread thread_;  // last: joined before the rest goes
};

}  // namespace oit::render
