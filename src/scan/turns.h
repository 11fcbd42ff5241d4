#pragma once
#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>

namespace oit::scan {

/// Turns at IP addresses that many agencies share: at most `most` of an address's sites are in
/// flight, the others stand in its line and take no place in the run. Sites are numbers; the empty
/// address has no line.
class Turns {
 public:
  explicit Turns(std::size_t most) : most_(most) {}

  /// True when `site` may begin now; else it stands in the address's line.
  bool take(const std::string& address, std::size_t site) {
    if (address.empty()) return true;
    auto& line = lines_[address];
    if (line.running < most_) return ++line.running, true;
    line.sites.push_back(site);
    ++waiting_;
    return false;
  }

  /// One of the address's sites has ended.
  void give_back(const std::string& address) {
    const auto at = lines_.find(address);
    if (at == lines_.end()) return;
    --at->second.running;
    if (at->second.sites.empty() && at->second.running == 0) lines_.erase(at);
  }

  /// The next site that stands in some line and may begin now; its turn is taken.
  struct Turn {
    std::size_t site = 0;
    std::string address;
  };
  std::optional<Turn> next() {
    for (auto& [address, line] : lines_) {
      if (line.sites.empty() || line.running >= most_) continue;
      const auto site = line.sites.front();
      line.sites.pop_front();
      ++line.running;
      --waiting_;
      return Turn{site, address};
    }
    return std::nullopt;
  }

  /// A site that stands in some line, without a turn; nothing when none does.
  std::optional<std::size_t> take_waiting() {
    for (auto& [address, line] : lines_) {
      if (line.sites.empty()) continue;
      const auto site = line.sites.front();
      line.sites.pop_front();
      --waiting_;
      return site;
    }
    return std::nullopt;
  }

  std::size_t waiting() const { return waiting_; }

 private:
  struct Line {
    std::size_t running = 0;
    std::deque<std::size_t> sites;
  };

  std::size_t most_, waiting_ = 0;
  std::map<std::string, Line> lines_;
};

}  // namespace oit::scan
