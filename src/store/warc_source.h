#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace oit::store {

/// The bytes of a file that is plain or a row of gzip members, inflated piece by piece. Owns the
/// open file. One thread at a time.
class WarcSource {
 public:
  explicit WarcSource(int file);
  WarcSource(const WarcSource&) = delete;
  WarcSource& operator=(const WarcSource&) = delete;
  ~WarcSource();

  /// Goes on at byte `offset` of the file, where a gzip member begins, or where it is plain.
  void start(std::uint64_t offset);

  /// What comes next, valid until the next call; empty at the end of the file and at damage.
  std::string_view fill();

  /// The same, but also empty at the end of a gzip member, whose check sum then was right.
  std::string_view fill_member();

  /// Passes over `bytes`, at most as many as the last `fill` gave.
  void consume(std::size_t bytes);

  std::uint64_t offset() const;  ///< in the file: of the member, or the byte, that comes next
  std::uint64_t skip() const;    ///< bytes of that member before what comes next
  std::uint64_t total() const { return total_; }         ///< bytes given since the source was made
  const std::string& damage() const { return damage_; }  ///< why it ends early; empty: it does not

 private:
  struct Inflate;
  enum class State { plain, between, inside };

  bool read_more();
  void begin_member();
  void inflate_some();

  std::unique_ptr<Inflate> inflate_;
  int file_;
  State state_ = State::plain;
  std::uint64_t file_at_ = 0;    // of the next byte to be read from the file
  std::uint64_t member_at_ = 0;  // where the member began
  std::uint64_t member_out_ = 0, total_ = 0;
  std::string_view ready_;
  std::string damage_;
};

}  // namespace oit::store
