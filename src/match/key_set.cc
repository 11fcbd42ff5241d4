#include "match/key_set.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>

#include "base/check.h"

namespace oit::match {
namespace {

// RE2's default of 8 MiB makes a large set 35 times slower without saying so.
constexpr std::int64_t kEngineBytes = std::int64_t{64} << 20;

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
};

KeySet::KeySet(std::vector<std::string> keys)
    : keys_(std::move(keys)), engine_(std::make_unique<Engine>()) {
  for (const auto& key : keys_) {
    OIT_CHECK(!key.empty());
    std::string error;
    OIT_CHECK(engine_->set.Add(RE2::QuoteMeta(key), &error) >= 0);
  }
  if (keys_.empty()) return;
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

void KeySet::find(std::string_view text, std::vector<int>& found) const {
  found.clear();
  if (text.empty() || keys_.empty()) return;
  RE2::Set::ErrorInfo error{RE2::Set::kNoError};
  const bool any = engine_->works && engine_->set.Match({text.data(), text.size()}, &found, &error);
  if (!engine_->works || (!any && error.kind != RE2::Set::kNoError)) {
    found.clear();  // slower, but right: the engine gave up
    for (std::size_t i = 0; i < keys_.size(); ++i)
      if (text.find(keys_[i]) != std::string_view::npos) found.push_back(static_cast<int>(i));
  }
  std::erase_if(found, [&](int i) {
    return find_key(text, keys_[static_cast<std::size_t>(i)]) == std::string_view::npos;
  });
  std::ranges::sort(found);
}

std::size_t find_key(std::string_view text, std::string_view key, std::size_t from) {
  for (auto at = text.find(key, from); at != std::string_view::npos; at = text.find(key, at + 1)) {
    const auto end = at + key.size();
    const bool joined = (at > 0 && touches(key.front(), text[at - 1])) ||
                        (end < text.size() && touches(key.back(), text[end]));
    if (!joined) return at;
  }
  return std::string_view::npos;
}

}  // namespace oit::match
