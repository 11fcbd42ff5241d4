#include "doc/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
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

/// What a program needs besides to begin its life.
constexpr int kToBegin[] = {
    SCMP_SYS(execve),    SCMP_SYS(arch_prctl), SCMP_SYS(set_tid_address), SCMP_SYS(set_robust_list),
    SCMP_SYS(prlimit64), SCMP_SYS(rseq),       SCMP_SYS(getrlimit),       SCMP_SYS(uname),
    SCMP_SYS(getuid),    SCMP_SYS(geteuid),    SCMP_SYS(getgid),          SCMP_SYS(getegid),
    SCMP_SYS(getppid),   SCMP_SYS(prctl),      SCMP_SYS(getcwd),
};

/// What no office program needs to read a file, and what an attacker would ask for.
constexpr int kRefused[] = {
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(sendto),
    SCMP_SYS(sendmsg),
    SCMP_SYS(sendmmsg),
    SCMP_SYS(fork),
    SCMP_SYS(vfork),
    SCMP_SYS(kill),
    SCMP_SYS(tkill),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_open),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(pidfd_send_signal),
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(setns),
    SCMP_SYS(unshare),
    SCMP_SYS(keyctl),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(kexec_file_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(acct),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(clock_adjtime),
    SCMP_SYS(adjtimex),
    SCMP_SYS(sethostname),
    SCMP_SYS(setdomainname),
    SCMP_SYS(open_by_handle_at),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(personality),
    SCMP_SYS(quotactl),
    SCMP_SYS(iopl),
    SCMP_SYS(ioperm),
    SCMP_SYS(syslog),
    SCMP_SYS(setpriority),
    SCMP_SYS(mknod),
    SCMP_SYS(mknodat),
    SCMP_SYS(chmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(fchownat),
    SCMP_SYS(lchown),
};

using Filter = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

bool limit(__rlimit_resource_t what, rlim_t value, rlim_t beyond = 0) {
  const rlimit both{value, value + beyond};
  return setrlimit(what, &both) == 0;
}

/// Bytes in use now: the limits of memory count from here on.
struct InUse {
  rlim_t addresses = rlim_t{256} << 20, data = rlim_t{64} << 20;
};

[[maybe_unused]] InUse memory_in_use() {
  const std::unique_ptr<FILE, int (*)(FILE*)> statm(std::fopen("/proc/self/statm", "re"),
                                                    std::fclose);
  unsigned long addresses = 0, data = 0;
  if (!statm || std::fscanf(statm.get(), "%lu %*u %*u %*u %*u %lu", &addresses, &data) != 2)
    return {};
  const auto page = static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
  return {addresses * page, data * page};
}

/// Addresses alone would not do: what threads of the parent reserved for their heaps counts as in
/// use, and a child may fill it.
bool set_limits(const DocumentLimits& limits) {
#ifndef OIT_SANITIZED  // the sanitizers' shadow memory needs terabytes of address space
  malloc_trim(0);      // what the parent freed is not in use
  const InUse now = memory_in_use();
  if (!limit(RLIMIT_AS, now.addresses + limits.memory_bytes) ||
      !limit(RLIMIT_DATA, now.data + limits.memory_bytes))
    return false;
#endif
  return limit(RLIMIT_CPU, static_cast<rlim_t>(limits.cpu.count()), 1) && limit(RLIMIT_FSIZE, 0) &&
         limit(RLIMIT_NOFILE, 64) && limit(RLIMIT_CORE, 0);
}

/// Adds what reading needs to `filter`, which refuses everything else.
bool allow_reading(const Filter& filter) {
  bool is_good = true;
  for (const int call : kAllowed)
    is_good &= seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
  // Fonts and character maps may be read, nothing may be written or made.
  constexpr scmp_datum_t kWays = O_ACCMODE | O_CREAT | O_TRUNC;
  is_good &= seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                              SCMP_A2(SCMP_CMP_MASKED_EQ, kWays, O_RDONLY)) == 0;
  is_good &= seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                              SCMP_A1(SCMP_CMP_EQ, F_GETFL)) == 0;
  return is_good;
}

/// Nothing may be written or made but below `folder`, and to the null device. Source: Landlock,
/// ABI 1.
bool confine_writing(const std::string& folder) {
  constexpr __u64 kWrites = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                            LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                            LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                            LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                            LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = kWrites;
  const long made = syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  const int rules = static_cast<int>(made);
  if (rules < 0) return false;
  const auto allow = [rules](const char* path, __u64 rights) {
    landlock_path_beneath_attr beneath{};
    beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
    beneath.allowed_access = rights;
    if (beneath.parent_fd < 0) return false;
    const long added =
        syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    close(beneath.parent_fd);
    return added == 0;
  };
  const bool is_good = allow(folder.c_str(), kWrites) &&
                       allow("/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE) &&
                       syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  close(rules);
  return is_good;
}

/// Refuses what kRefused names and any new process; threads are no processes.
bool refuse_reaching_out(const Filter& filter) {
  bool is_good = true;
  for (const int call : kRefused)
    is_good &= seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0) == 0;
  const auto refuse = [&](int error, int call, scmp_arg_cmp when) {
    is_good &= seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(static_cast<unsigned>(error)), call, 1,
                                when) == 0;
  };
  // LibreOffice listens at a socket of its own; connecting to any is refused above.
  refuse(EPERM, SCMP_SYS(socket), SCMP_A0(SCMP_CMP_NE, AF_UNIX));
  // It is to find that it may write nowhere but where it is told to.
  refuse(EACCES, SCMP_SYS(access), SCMP_A1(SCMP_CMP_MASKED_EQ, W_OK, W_OK));
  refuse(EACCES, SCMP_SYS(faccessat), SCMP_A2(SCMP_CMP_MASKED_EQ, W_OK, W_OK));
  refuse(EACCES, SCMP_SYS(faccessat2), SCMP_A2(SCMP_CMP_MASKED_EQ, W_OK, W_OK));
  refuse(EPERM, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
  is_good &= seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
  return is_good;
}

bool set_program_limits(const ProgramLimits& limits) {
#ifndef OIT_SANITIZED
  if (!limit(RLIMIT_AS, limits.memory_bytes)) return false;
#endif
  return limit(RLIMIT_CPU, static_cast<rlim_t>(limits.cpu.count()), 1) &&
         limit(RLIMIT_FSIZE, limits.file_bytes) && limit(RLIMIT_NOFILE, 256) &&
         limit(RLIMIT_CORE, 0);
}

}  // namespace

bool enter_sandbox(const DocumentLimits& limits) {
  if (!set_limits(limits) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)), seccomp_release);
  if (!filter) return false;
  bool is_good = allow_reading(filter);
  for (const int call : kDeadly)
    is_good &= seccomp_rule_add(filter.get(), SCMP_ACT_KILL_PROCESS, call, 0) == 0;
  return is_good && seccomp_load(filter.get()) == 0;
}

bool enter_program_sandbox(const ProgramLimits& limits) {
  const bool only_reads = limits.folder.empty();
  // Root, and others where the kernel lets them, leave the network behind as well.
  if (!only_reads) (void)unshare(CLONE_NEWNET | CLONE_NEWIPC);
  if (!set_program_limits(limits) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  if (!only_reads && !confine_writing(limits.folder)) return false;
  const Filter filter(seccomp_init(only_reads ? SCMP_ACT_ERRNO(EPERM) : SCMP_ACT_ALLOW),
                      seccomp_release);
  if (!filter) return false;
  bool is_good = only_reads ? allow_reading(filter) : refuse_reaching_out(filter);
  for (const int call : kToBegin)
    is_good &= !only_reads || seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;
  return is_good && seccomp_load(filter.get()) == 0;
}

}  // namespace oit::doc
