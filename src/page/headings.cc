#include "page/headings.h"

#include <algorithm>

namespace oit::page {
namespace {

constexpr std::size_t kMaxEntries = 24;
// A date, a subtitle or a breadcrumb beside a heading does not make its wrapper the section.
constexpr std::size_t kSubtitleBytes = 150;

}  // namespace

void Headings::clear_for(int rank, int container) {
  std::erase_if(entries_, [&](const Entry& entry) {
    return entry.container >= container && entry.rank >= rank;
  });
}

void Headings::push(int rank, Span text, int container, std::size_t links) {
  clear_for(rank, container);
  // The heading of a part before this one, built alike, does not head this part.
  std::erase_if(entries_, [&](const Entry& entry) {
    return entry.container < entry.first_container && entry.rank >= rank &&
           entry.first_container >= container;
  });
  if (entries_.size() < kMaxEntries) entries_.push_back({rank, text, container, container, links});
  is_stale_ = true;
}

void Headings::leave(int depth, std::size_t size, std::size_t links, bool closed) {
  if (entries_.empty() || entries_.back().container < depth) return;
  is_stale_ = true;
  std::vector<Entry> lifted;
  while (!entries_.empty() && entries_.back().container >= depth) {
    Entry entry = entries_.back();
    entries_.pop_back();
    if (closed || links > entry.links || size - entry.text.end > kSubtitleBytes) continue;
    entry.container = depth - 1;
    lifted.push_back(entry);
  }
  for (auto entry = lifted.rbegin(); entry != lifted.rend(); ++entry) {
    clear_for(entry->rank, entry->container);
    entries_.push_back(*entry);
  }
}

const std::string& Headings::joined(std::string_view text, std::size_t floor) {
  if (!is_stale_ && floor == joined_floor_) return joined_;
  joined_floor_ = floor;
  is_stale_ = false;
  std::string all;
  for (std::size_t i = floor; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (!all.empty()) all += " › ";
    all += text.substr(entry.text.begin, entry.text.end - entry.text.begin);
  }
  joined_ = one_line(all);
  return joined_;
}

}  // namespace oit::page
