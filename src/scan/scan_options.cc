#include "scan/scan_options.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <limits>

#include "base/file.h"

namespace oit::scan {
namespace {

constexpr std::size_t kLeast = 8, kMost = 1'000;
constexpr std::size_t kForOurselves = std::size_t{128} << 20;  // rules, workers, their pages
constexpr std::size_t kForOneSite = std::size_t{8} << 20;      // facts of a few hundred pages
constexpr std::size_t kUnknown = std::numeric_limits<std::size_t>::max();

/// The first number in `text` after `name`; kUnknown when there is none.
std::size_t number_after(std::string_view text, std::string_view name) {
  auto at = text.find(name);
  if (at == std::string_view::npos) return kUnknown;
  at = text.find_first_of("0123456789", at + name.size());
  std::size_t number = kUnknown;
  if (at != std::string_view::npos)
    std::from_chars(text.data() + at, text.data() + text.size(), number);
  return number;
}

std::size_t free_memory() {
  std::size_t least = kUnknown;
  if (const auto info = read_file("/proc/meminfo"))
    if (const auto free = number_after(*info, "MemAvailable:"); free != kUnknown)
      least = free << 10;
  if (least == kUnknown) {  // a service may not be allowed to see /proc
    const long pages = ::sysconf(_SC_AVPHYS_PAGES), size = ::sysconf(_SC_PAGESIZE);
    if (pages > 0 && size > 0)
      least = static_cast<std::size_t>(pages) * static_cast<std::size_t>(size);
  }
  if (const auto group = read_file("/sys/fs/cgroup/memory.max"))  // "max" when there is no limit
    least = std::min(least, number_after(*group, ""));
  return least;
}

}  // namespace

std::size_t sites_for_memory() {
  const auto half = free_memory() / 2;
  const auto room = half - std::min(half, kForOurselves);
  return std::clamp(room / kForOneSite, kLeast, kMost);
}

}  // namespace oit::scan
