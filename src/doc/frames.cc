#include "doc/frames.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>

#include "text/charset.h"

namespace oit::doc {
namespace {

constexpr std::size_t kMaxWhy = 200, kMaxTitle = 600;

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

long number_after(std::string_view text, std::string_view word) {
  const std::size_t at = text.find(word);
  if (at == std::string_view::npos) return -1;
  long number = -1;
  std::from_chars(text.data() + at + word.size(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string make_frame(FrameType type, std::string_view payload) {
  std::string frame(1, static_cast<char>(type));
  for (unsigned shift = 0; shift < 32; shift += 8)
    frame += static_cast<char>((payload.size() >> shift) & 0xFFU);
  frame += payload;
  return frame;
}

bool send(const model::Document& document, int out) {
  const auto one_line = [](std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return text;
  };
  std::string info = std::to_string(document.page_count) + '\n';
  for (const auto& text : {document.title, document.created, document.modified})
    info += one_line(text) + '\n';
  bool is_good = write_all(out, make_frame(FrameType::info, info));
  for (const std::string& page : document.pages)
    is_good = is_good && write_all(out, make_frame(FrameType::page, page));
  const std::string outcome(1, static_cast<char>('0' + static_cast<int>(document.outcome)));
  return is_good && write_all(out, make_frame(FrameType::end, outcome + document.why));
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool FrameCollector::take(std::string_view bytes) {
  if (is_broken_ || is_full_) return false;
  pending_ += bytes;
  std::size_t at = 0;
  while (pending_.size() - at >= kFrameHeader) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
      size |= std::size_t{static_cast<unsigned char>(pending_[at + 1 + i])} << (8 * i);
    if (size > kMaxFrame) is_broken_ = true;
    if (is_broken_ || pending_.size() - at - kFrameHeader < size) break;
    const std::string_view payload = std::string_view(pending_).substr(at + kFrameHeader, size);
    if (!take_frame(pending_[at], payload)) break;
    at += kFrameHeader + size;
  }
  pending_.erase(0, at);
  return !is_broken_ && !is_full_;
}

bool FrameCollector::take_frame(char type, std::string_view payload) {
  switch (static_cast<FrameType>(type)) {
    case FrameType::info:
      take_info(payload);
      return true;
    case FrameType::page:
      if (payload.size() > text_left_ || pages_left_ == 0) {
        is_full_ = true;
        return false;
      }
      text_left_ -= payload.size();
      --pages_left_;
      document_.pages.push_back(text::to_valid_utf8(payload));
      std::erase(document_.pages.back(), '\0');
      return true;
    case FrameType::end: {
      const int outcome = payload.empty() ? -1 : payload[0] - '0';
      if (outcome < 0 || outcome > static_cast<int>(model::DocumentOutcome::unsupported)) break;
      document_.outcome = static_cast<model::DocumentOutcome>(outcome);
      document_.why = text::to_valid_utf8(payload.substr(1, kMaxWhy));
      has_ended_ = true;
      return true;
    }
    case FrameType::status:
      status_ = payload.substr(0, 64);
      return true;
  }
  is_broken_ = true;
  return false;
}

void FrameCollector::take_info(std::string_view payload) {
  const std::string_view count = next_line(payload);
  std::from_chars(count.data(), count.data() + count.size(), document_.page_count);
  document_.page_count = std::max(document_.page_count, 0);
  document_.title = text::to_valid_utf8(next_line(payload).substr(0, kMaxTitle));
  document_.created = text::to_valid_utf8(next_line(payload).substr(0, 32));
  document_.modified = text::to_valid_utf8(next_line(payload).substr(0, 32));
}

/// The child did not say how it ended: the system did.
void FrameCollector::judge_status() {
  const long signal = number_after(status_, "signal "), rss = number_after(status_, "rss ");
  using enum model::DocumentOutcome;
  const bool is_big =
      signal > 0 && rss > 0 && static_cast<std::size_t>(rss) > memory_bytes_ / 1024 / 2;
  if (signal == SIGXCPU || signal == SIGALRM) {
    document_.outcome = too_costly;
    document_.why = signal == SIGXCPU ? "stopped at the limit of CPU time"
                                      : "stopped at the limit of wall time";
  } else if (is_big) {
    document_.outcome = too_costly;
    document_.why = "stopped at the limit of memory";
  } else {
    document_.outcome = crashed;
    document_.why = status_.empty()
                        ? "the reader went away"
                        : "the reader ended by " + status_.substr(0, status_.find(" rss"));
  }
}

std::chrono::milliseconds FrameCollector::cpu() const {
  return std::chrono::milliseconds(std::max(number_after(status_, "cpu "), 0L));
}

model::Document FrameCollector::finish(bool is_late) {
  if (is_full_ || is_late) {
    document_.outcome = model::DocumentOutcome::too_costly;
    document_.why = is_full_ ? "stopped at the limit of text" : "stopped at the limit of wall time";
  } else if (is_broken_) {
    document_.outcome = model::DocumentOutcome::crashed;
    document_.why = "the reader broke its protocol";
  } else if (!has_ended_) {
    judge_status();
  }
  return std::move(document_);
}

}  // namespace oit::doc
