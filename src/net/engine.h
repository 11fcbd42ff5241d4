#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "net/address_filter.h"
#include "net/http_fetcher.h"
#include "net/pace.h"
#include "net/resolver.h"
#include "net/robots.h"
#include "net/transfer.h"

namespace oit::net {

/// The Fetcher of `make_http_fetcher`. One address walks through it like this:
///
///     fetch -> route (robots.txt read?) -> its host's queue -> start_next (name looked up?
///     breaker? pace of host and of IP address? connection free?) -> Transfer -> take_end
///     -> another hop, another try, or finish -> deliver
///
/// Everything but `post` runs on the I/O thread; no lock guards anything but the inbox. A job is
/// named by its number, so a queue or timer that outlives it finds nothing and does nothing.
///
/// Spread over engine.cc (loop), engine_hosts.cc (queues and pace), engine_answers.cc (hops and
/// tries) and engine_robots.cc.
class Engine final : public Fetcher {
 public:
  Engine(FetchLimits limits, const std::vector<url::Url>& seeds, const Clock& clock);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine() override;

  void fetch(model::Request request, Done done) override;
  void robots(const url::Url& origin_of, model::Owner owner,
              std::function<void(RobotsVerdict)> done) override;
  void post(std::function<void()> work) override;
  void after(std::chrono::milliseconds delay, std::function<void()> work) override;
  void run() override;
  void stop() override { is_stopped_ = true; }
  void cancel_all() override;
  void cancel(model::Owner owner) override;
  std::chrono::milliseconds waited(model::Owner owner) const override;
  void leave(model::Owner owner) override;
  void look_up(const url::Url& url, std::function<void(std::string)> done) override;

 private:
  using Time = std::chrono::steady_clock::time_point;
  using JobId = std::uint64_t;

  struct Job {
    JobId id = 0;
    model::Request request;
    Done done;
    model::Response response;
    url::Url url;  // of this hop
    int tries = 0, hops = 0;
    bool decode = true, is_robots = false;
    bool has_new_cookies = false;  // since this address was asked last
    bool is_conditional = false;   // the last request sent named what is known
  };

  /// The cookies of one registrable domain; libcurl sees that no other host gets them.
  struct Jar {
    void* share = nullptr;  // libcurl's CURLSH
    std::size_t bytes = 0;
  };

  /// One name or address with its port: a queue, a pace, and what is known of it.
  struct Host {
    enum class Name { unknown, asked, known, failed } name = Name::unknown;
    std::string host, place;
    std::deque<JobId> queue;
    Pace pace;
    bool is_relaxed = false;  // no pace: the operator's own loopback seed, or manners switched off
    bool may_be_private = false, is_wake_set = false, is_waiting = false;
    std::uint64_t lookup = 0;  // the number of the last one
    std::vector<std::string> addresses;
    std::string ip;
    int connect_failures = 0;  // in a row
    model::FetchOutcome failure = model::FetchOutcome::ok;
    std::string failure_why;
    Time failed_at{};
    bool verify_tls = true, legacy_tls = false;
    model::TlsProblem tls_problem = model::TlsProblem::none;
    std::string tls_detail;
    Jar* jar = nullptr;
    std::vector<std::function<void(std::string)>> asking;  // who only wants to know its address
    std::set<std::string> origins;                         // whose robots.txt was asked for
    std::size_t owners = 0;                                // that used it and have not left
    Time idle_since{};
  };

  /// One site of a run, as far as fetching knows it.
  struct OwnerState {
    std::set<std::string> places;  // keys of the hosts it used
    std::chrono::milliseconds waited{0};
    std::optional<Time> waiting_since;  // in line for a shared address
  };

  /// One IP address, perhaps shared by hundreds of agencies.
  struct Shared {
    Pace pace;
    std::deque<Host*> waiting;
    bool is_wake_set = false;
    model::Owner last = 0;  // who asked it last
  };

  struct Origin {
    enum class State { unknown, asked, known } state = State::unknown;
    Robots rules;
    RobotsVerdict verdict;
    std::optional<model::FetchOutcome> failure;  // pages of this origin end like this
    std::string why;
    std::deque<std::function<void()>> waiting;
  };

  // engine.cc
  void drain_inbox();
  void run_due_timers();
  void start_waiting();
  void read_messages();
  void stop_overdue();
  void deliver();
  int poll_milliseconds() const;
  Time now() const { return clock_.steady_now(); }
  Job* find(JobId id);
  Job& make_job(model::Request request, Done done);
  void finish(Job& job, model::FetchOutcome outcome, std::string why);
  void end_waiting(const Job& job);
  void cancel_where(const std::function<bool(const Job&)>& is_meant);
  Transfer& free_transfer();

  // engine_hosts.cc
  Host& host_of(const url::Url& url);
  void note_owner(Host& host, model::Owner owner);
  void note_owner(model::Owner owner);
  void note_waiting(const Host& host, const Shared& shared);
  void let_rest(Host& host);
  bool is_forgettable(const Host& host) const;
  void forget_idle();
  Shared& shared_of(const Host& host);
  PaceRules pace_rules(bool is_relaxed, const std::string& host) const;
  void enqueue(Job& job, bool in_front);
  void start_next(Host& host);
  bool is_ready_to_start(Host& host);
  bool answer_from_breaker(Host& host);
  void fail_queue(Host& host, model::FetchOutcome outcome, const std::string& why);
  void look_up(Host& host);
  void take_lookup(Host& host, Lookup lookup);
  void drop_ended(Host& host);
  void wake_host(Host& host, Time at);
  void wake_shared(Shared& shared, Time at);
  void start(Job& job, Host& host);
  void release_place(Host& host, std::chrono::milliseconds elapsed);
  Jar& jar_of(Host& host);
  void count_cookies(Transfer& transfer, Host& host, std::size_t bytes);

  // engine_answers.cc
  void take_end(Transfer& transfer, int code);
  static void copy_answer(Job& job, const Attempt& attempt);
  static bool note_tls(Host& host, const Attempt& attempt);
  void note_connection(Host& host, Attempt& attempt);
  bool follow(Job& job, const Attempt& attempt);
  bool try_again(Job& job, Host& host, const Attempt& attempt);
  void give(Job& job, Transfer& transfer, const Attempt& attempt);

  // engine_robots.cc
  void route(Job& job, bool in_front);
  void ask_robots(const url::Url& url, model::Owner owner);
  void take_robots(const url::Url& url, const model::Response& response);

  const FetchLimits limits_;
  const AllowList allow_;
  std::set<std::string> relaxed_places_;
  const Clock& clock_;
  void* multi_;  // libcurl's CURLM
  OpenSockets sockets_;
  JobId next_job_ = 1;
  std::uint64_t lookups_ = 0;
  bool is_stopped_ = false, is_running_ = false;
  bool has_network_ = false;  // some name was found or some address answered
  Time next_overdue_check_{}, next_sweep_{};
  std::unordered_map<JobId, std::unique_ptr<Job>> jobs_;
  std::unordered_map<model::Owner, OwnerState> owners_;
  std::map<std::string, std::unique_ptr<Host>> hosts_;
  std::map<std::string, std::unique_ptr<Shared>> shared_;
  std::map<std::string, std::unique_ptr<Origin>> origins_;
  std::map<std::string, Jar> jars_;
  std::deque<Host*> waiting_for_connection_;
  std::vector<std::unique_ptr<Transfer>> transfers_;
  std::vector<Transfer*> free_, running_;
  std::multimap<Time, std::function<void()>> timers_;
  std::deque<std::function<void()>> ready_;  // answers to deliver, from the loop only
  std::mutex inbox_mutex_;
  std::vector<std::function<void()>> inbox_;
  std::unique_ptr<Resolver> resolver_;  // its threads post until they are joined: it goes first
};

}  // namespace oit::net
