#include "support/bombs.h"

namespace oit::test {
namespace {

using namespace std::string_literals;

/// Writes bits from the lowest of each byte upwards, as RFC 1951 wants.
class Bits {
 public:
  void add(unsigned value, int count) {
    for (int i = 0; i < count; ++i) add_bit(value >> static_cast<unsigned>(i) & 1U);
  }

  /// A Huffman code goes from its highest bit downwards.
  void add_code(unsigned value, int count) {
    for (int i = count - 1; i >= 0; --i) add_bit(value >> static_cast<unsigned>(i) & 1U);
  }

  std::string take() {
    while (used_ != 0) add_bit(0);
    return std::move(out_);
  }

 private:
  void add_bit(unsigned bit) {
    byte_ |= bit << used_;
    if (++used_ < 8) return;
    out_ += static_cast<char>(byte_);
    byte_ = used_ = 0;
  }

  std::string out_;
  unsigned byte_ = 0, used_ = 0;
};

/// One block of fixed codes: a space, then copies of 258 bytes from one byte back.
std::string deflated_spaces(std::size_t megabytes) {
  Bits bits;
  bits.add(1, 1);  // the last block
  bits.add(1, 2);  // fixed codes
  bits.add_code(0x30U + unsigned{' '}, 8);
  for (std::size_t i = 0; i < megabytes * 1'048'576 / 258; ++i) {
    bits.add_code(0xC5, 8);  // length 258
    bits.add_code(0, 5);     // distance 1
  }
  bits.add_code(0, 7);  // end of block
  return bits.take();
}

}  // namespace

std::string gzip_bomb(std::size_t megabytes) {
  return "\x1f\x8b\x08\0\0\0\0\0\0\x03"s + deflated_spaces(megabytes);
}

std::string deflate_bomb(std::size_t megabytes) { return "\x78\x01"s + deflated_spaces(megabytes); }

std::string zstd_bomb(std::size_t megabytes) {
  std::string out = "\x28\xB5\x2F\xFD\x00\x58"s;   // magic, plain header, window of 2 MiB
  const unsigned run = 131'072U << 3U | 1U << 1U;  // 128 KiB of one byte, not the last block
  for (std::size_t i = 0; i < megabytes * 8; ++i) {
    for (const unsigned shift : {0U, 8U, 16U}) out += static_cast<char>(run >> shift & 0xFFU);
    out += ' ';
  }
  return out + "\x01\x00\x00"s;  // an empty last block
}

}  // namespace oit::test
