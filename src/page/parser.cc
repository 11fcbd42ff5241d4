#include "page/parser.h"

#include <sys/mman.h>

#include "base/check.h"

namespace oit::page {
namespace {

constexpr std::size_t kKeptBytes = std::size_t{2} << 20;  // resident between pages
constexpr std::size_t kAlign = alignof(std::max_align_t);
constexpr unsigned kCheckEvery = 64;

timespec now(clockid_t clock) {
  timespec at{};
  clock_gettime(clock, &at);
  return at;
}

std::chrono::nanoseconds since(const timespec& start, clockid_t clock) {
  const timespec at = now(clock);
  return std::chrono::seconds(at.tv_sec - start.tv_sec) +
         std::chrono::nanoseconds(at.tv_nsec - start.tv_nsec);
}

}  // namespace

Parser::Parser(std::size_t arena_bytes, std::chrono::milliseconds cpu)
    : capacity_(arena_bytes), limit_(cpu) {
  void* region = mmap(nullptr, capacity_, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  OIT_CHECK(region != MAP_FAILED);
  begin_ = static_cast<std::byte*>(region);
}

Parser::~Parser() { munmap(begin_, capacity_); }

void Parser::reset() {
  if (used_ > kKeptBytes) madvise(begin_ + kKeptBytes, capacity_ - kKeptBytes, MADV_DONTNEED);
  used_ = last_ = 0;
}

bool Parser::is_late() const {
  // Wall time is never behind CPU time and costs no system call, so it is asked first.
  return since(wall_start_, CLOCK_MONOTONIC_COARSE) > limit_ &&
         since(cpu_start_, CLOCK_THREAD_CPUTIME_ID) > limit_;
}

void Parser::leave(model::ParseStop why) {
  stop_ = why;
  std::longjmp(exit_, 1);  // NOLINT(cert-err52-cpp): only C frames of gumbo lie in between
}

void* Parser::allocate(void* self, std::size_t size) {
  auto& parser = *static_cast<Parser*>(self);
  if (++parser.allocations_ % kCheckEvery == 0 && parser.is_late())
    parser.leave(model::ParseStop::time);
  const std::size_t rounded = (size + kAlign - 1) / kAlign * kAlign;
  if (rounded < size || rounded > parser.capacity_ - parser.used_)
    parser.leave(model::ParseStop::memory);
  parser.last_ = parser.used_;
  parser.used_ += rounded;
  return parser.begin_ + parser.last_;
}

void Parser::release(void* self, void* block) {
  auto& parser = *static_cast<Parser*>(self);
  if (block == parser.begin_ + parser.last_) parser.used_ = parser.last_;
}

const GumboOutput* Parser::parse(std::string_view html) {
  reset();
  stop_ = model::ParseStop::none;
  allocations_ = 0;
  wall_start_ = now(CLOCK_MONOTONIC_COARSE);
  cpu_start_ = now(CLOCK_THREAD_CPUTIME_ID);
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = release;
  options.userdata = this;
  options.max_errors = 0;                  // each error would copy the stack of open tags
  if (setjmp(exit_) != 0) return nullptr;  // NOLINT(cert-err52-cpp)
  return gumbo_parse_with_options(&options, html.data(), html.size());
}

}  // namespace oit::page
