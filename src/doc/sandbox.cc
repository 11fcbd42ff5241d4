#include "doc/sandbox.h"

#include <fcntl.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <memory>

namespace oit::doc {
namespace {

constexpr int kAllowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(lseek),
    SCMP_SYS(pread64),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mprotect),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(tgkill),
    SCMP_SYS(getrandom),
    SCMP_SYS(sched_yield),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(getdents64),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(fstatfs),
    SCMP_SYS(statfs),
    SCMP_SYS(restart_syscall),
};
constexpr int kDeadly[] = {SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(execve),
                           SCMP_SYS(execveat), SCMP_SYS(ptrace)};

bool limit(__rlimit_resource_t what, rlim_t value, rlim_t beyond = 0) {
  const rlimit both{value, value + beyond};
  return setrlimit(what, &both) == 0;
}

/// Address space in use now: the limit of memory counts from here on.
[[maybe_unused]] rlim_t address_space() {
  const std::unique_ptr<FILE, int (*)(FILE*)> statm(std::fopen("/proc/self/statm", "re"),
                                                    std::fclose);
  unsigned long pages = 0;
  if (!statm || std::fscanf(statm.get(), "%lu", &pages) != 1) return rlim_t{256} << 20;
  return rlim_t{pages} * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
}

bool set_limits(const DocumentLimits& limits) {
#ifndef OIT_SANITIZED  // the sanitizers' shadow memory needs terabytes of address space
  if (!limit(RLIMIT_AS, address_space() + limits.memory_bytes)) return false;
#endif
  return limit(RLIMIT_CPU, static_cast<rlim_t>(limits.cpu.count()), 1) && limit(RLIMIT_FSIZE, 0) &&
         limit(RLIMIT_NOFILE, 64) && limit(RLIMIT_CORE, 0);
}

}  // namespace

bool enter_sandbox(const DocumentLimits& limits) {
  if (!set_limits(limits) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  const std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)),
                                                                seccomp_release);
  if (!filter) return false;
  bool is_good = true;
  for (const int call : kAllowed)
    is_good &= seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
  for (const int call : kDeadly)
    is_good &= seccomp_rule_add(filter.get(), SCMP_ACT_KILL_PROCESS, call, 0) == 0;
  // Fonts and character maps may be read, nothing may be written or made.
  constexpr scmp_datum_t kWays = O_ACCMODE | O_CREAT | O_TRUNC;
  is_good &= seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, kWays, O_RDONLY)) == 0;
  is_good &= seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                              SCMP_A1(SCMP_CMP_EQ, F_GETFL)) == 0;
  return is_good && seccomp_load(filter.get()) == 0;
}

}  // namespace oit::doc
