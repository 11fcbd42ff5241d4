#include "match/key_set.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <cstring>

#include "base/check.h"

namespace oit::match {
namespace {

// RE2's default of 8 MiB makes a large set 35 times slower without saying so.
constexpr std::int64_t kEngineBytes = std::int64_t{64} << 20;

// A text is looked at piece by piece. The engine's states remember what matched so far and it adds
// all of that up again at every byte: in one piece a page rich in phrases is ten times slower.
constexpr std::size_t kStride = 384;

enum class Side : std::uint8_t { other, letter, digit };

Side side(char c) {
  if (c >= '0' && c <= '9') return Side::digit;
  return c >= 'a' && c <= 'z' ? Side::letter : Side::other;
}

bool touches(char inside, char outside) {
  return side(inside) != Side::other && side(inside) == side(outside);
}

RE2::Options engine_options() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_case_sensitive(true);  // keys are lower case; Latin-1 folding would mix Thai letters
  options.set_max_mem(kEngineBytes);
  options.set_log_errors(false);
  return options;
}

}  // namespace

struct KeySet::Engine {
  RE2::Set set{engine_options(), RE2::UNANCHORED};
  bool works = false;
  std::size_t longest = 0;   // bytes of the longest key
  std::vector<int> numbers;  // scratch of find()
  std::vector<bool> known;   // keys whose first place is settled
};

KeySet::KeySet(std::vector<std::string> keys)
    : keys_(std::move(keys)), engine_(std::make_unique<Engine>()) {
  for (const auto& key : keys_) {
    OIT_CHECK(!key.empty());
    std::string error;
    OIT_CHECK(engine_->set.Add(RE2::QuoteMeta(key), &error) >= 0);
  }
  if (keys_.empty()) return;
  engine_->longest = std::ranges::max(keys_, {}, &std::string::size).size();
  engine_->works = engine_->set.Compile();
  // An engine that has too little memory answers "nothing": every key must find itself.
  std::vector<int> found;
  for (std::size_t i = 0; i < keys_.size() && engine_->works; i += 1 + keys_.size() / 16) {
    engine_->works = engine_->set.Match(keys_[i], &found) &&
                     std::ranges::find(found, static_cast<int>(i)) != found.end();
  }
}

KeySet::~KeySet() = default;
KeySet::KeySet(KeySet&&) noexcept = default;
KeySet& KeySet::operator=(KeySet&&) noexcept = default;

void KeySet::find_plainly(std::string_view text, std::vector<Found>& found) const {
  for (std::size_t i = 0; i < keys_.size(); ++i)
    if (const auto at = find_key(text, keys_[i]); at != std::string_view::npos)
      found.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(at)});
}

void KeySet::find(std::string_view text, std::vector<Found>& found) const {
  found.clear();
  if (text.empty() || keys_.empty()) return;
  if (!engine_->works) return find_plainly(text, found);
  auto& [set, works, longest, numbers, known] = *engine_;
  known.assign(keys_.size(), false);
  for (std::size_t begin = 0; begin < text.size(); begin += kStride) {
    const auto piece = text.substr(begin, kStride + longest - 1);
    RE2::Set::ErrorInfo error{RE2::Set::kNoError};
    if (!set.Match({piece.data(), piece.size()}, &numbers, &error)) {
      if (error.kind == RE2::Set::kNoError) continue;
      found.clear();  // the engine gave up: slower, but right
      return find_plainly(text, found);
    }
    for (const int number : numbers) {
      const auto index = static_cast<std::size_t>(number);
      if (known[index]) continue;
      known[index] = true;
      const auto at = find_key(text, keys_[index], begin);
      if (at != std::string_view::npos)
        found.push_back({static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(at)});
    }
  }
  std::ranges::sort(found, {}, &Found::key);
}

std::size_t find_key(std::string_view text, std::string_view key, std::size_t from) {
  while (from <= text.size()) {
    // memmem() skips by the key's bytes; string_view::find() stops at each first letter.
    const void* place = ::memmem(text.data() + from, text.size() - from, key.data(), key.size());
    if (place == nullptr) break;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(place) - text.data());
    const auto end = at + key.size();
    const bool joined = (at > 0 && touches(key.front(), text[at - 1])) ||
                        (end < text.size() && touches(key.back(), text[end]));
    if (!joined) return at;
    from = at + 1;
  }
  return std::string_view::npos;
}

}  // namespace oit::match
