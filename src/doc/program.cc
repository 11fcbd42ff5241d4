#include "doc/program.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <utility>
#include <vector>

#include "doc/frames.h"
#include "doc/sandbox.h"

namespace oit::doc {
namespace {

namespace fs = std::filesystem;

/// What is to be known of a program.
struct Entry {
  Program program;
  std::string_view asks, package, module, form;
};

constexpr std::array<Entry, 4> kPrograms{{
    {Program::antiword, "needs antiword", "antiword", "", "txt"},
    {Program::writer, "needs LibreOffice Writer", "libreoffice-writer-nogui", "libswlo.so", "docx"},
    {Program::calc, "needs LibreOffice Calc", "libreoffice-calc-nogui", "libsclo.so", "xlsx"},
    {Program::impress, "needs LibreOffice Impress", "libreoffice-impress-nogui", "libsdlo.so",
     "pptx"},
}};

constexpr int kFreshProfile = 81;  // LibreOffice made its profile and wants to be started again

const Entry& entry_of(Program program) {
  const auto* const found = std::ranges::find(kPrograms, program, &Entry::program);
  return found == kPrograms.end() ? kPrograms[0] : *found;
}

std::string find_in_path(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(':'), rest.size());
    const fs::path candidate = fs::path(rest.substr(0, end)) / name;
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (candidate.is_absolute() && access(candidate.c_str(), X_OK) == 0) return candidate.string();
  }
  return {};
}

/// Copies `from` to a new file; the descriptor's place is left at the end.
bool copy_to(int from, const std::string& path) {
  const int to = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (to < 0 || lseek(from, 0, SEEK_SET) < 0) return false;
  std::vector<char> buffer(std::size_t{1} << 18);
  ssize_t got = 0;
  while ((got = read(from, buffer.data(), buffer.size())) > 0)
    if (!write_all(to, {buffer.data(), static_cast<std::size_t>(got)})) break;
  close(to);
  return got == 0;
}

/// Becomes the program; never returns.
[[noreturn]] void become(const std::vector<std::string>& words, const std::string& home, int in,
                         int out, pid_t parent, const ProgramLimits& limits) {
  dup2(out, STDOUT_FILENO);
  if (in >= 0 && dup2(in, STDERR_FILENO + 1) == in)
    fcntl(in, F_SETFD, 0);  // the same place: kept open
  close_range(STDERR_FILENO + (in >= 0 ? 2U : 1U), ~0U, 0);
  if (!home.empty() && chdir(home.c_str()) != 0) _exit(127);
  if (!enter_program_sandbox(limits)) _exit(126);
  prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (getppid() != parent) _exit(1);
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const std::string home_word = "HOME=" + (home.empty() ? "/" : home);
  const std::string temp_word = "TMPDIR=" + (home.empty() ? "/" : home);
  const std::array<const char*, 5> environment{home_word.c_str(), temp_word.c_str(),
                                               "LC_ALL=C.UTF-8", "SAL_USE_VCLPLUGIN=svp", nullptr};
  execve(arguments[0], arguments.data(), const_cast<char**>(environment.data()));
  _exit(127);
}

/// Runs it to its end; its wait status, or -1.
int run(const std::vector<std::string>& words, const std::string& home, int in, int out,
        const ProgramLimits& limits) {
  const pid_t self = getpid();
  const pid_t pid = fork();
  if (pid == 0) become(words, home, in, out, self, limits);
  int status = -1;
  while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

/// How a program that gave nothing ended.
Converted failed(int status, std::string_view name) {
  using enum model::DocumentOutcome;
  Converted result;
  if (status >= 0 && WIFSIGNALED(status)) {
    const int signal = WTERMSIG(status);
    const bool is_costly = signal == SIGXCPU || signal == SIGXFSZ;
    result.outcome = is_costly ? too_costly : crashed;
    result.why = std::string(name) + " ended by signal " + std::to_string(signal);
    return result;
  }
  const int code = status >= 0 ? WEXITSTATUS(status) : 127;
  const bool is_ours = code == 126 || code == 127;
  result.outcome = is_ours ? crashed : damaged;
  result.why = std::string(name) + (is_ours ? " could not be started" : " cannot read it");
  return result;
}

Converted run_antiword(int document, const DocumentLimits& limits) {
  const int text = memfd_create("text", MFD_CLOEXEC);
  if (text < 0) return {};
  lseek(document, 0, SEEK_SET);
  const ProgramLimits program{limits.memory_bytes, limits.text_bytes, limits.cpu, {}};
  const int status =
      run({path_of(Program::antiword), "-m", "UTF-8.txt", "-w", "0", "/proc/self/fd/3"}, "",
          document, text, program);
  if (status == 0 && lseek(text, 0, SEEK_END) > 0) return {text, model::DocumentOutcome::ok, ""};
  close(text);
  if (status == 0) return {-1, model::DocumentOutcome::empty, "nothing in it"};
  return failed(status, "antiword");
}

Converted run_office(Program program, int document, const std::string& dir,
                     const DocumentLimits& limits) {
  constexpr std::size_t kMemory = std::size_t{1536} << 20, kFile = std::size_t{256} << 20;
  const auto& entry = entry_of(program);
  const std::string input = dir + "/in.bin", output = dir + "/out/in." + std::string(entry.form);
  std::error_code error;
  fs::create_directory(dir + "/out", error);
  if (error || !copy_to(document, input))
    return {-1, model::DocumentOutcome::crashed, "no private folder"};
  const std::vector<std::string> words{path_of(program),
                                       "-env:UserInstallation=file://" + dir + "/profile",
                                       "-env:OSL_SOCKET_PATH=" + dir,
                                       "--headless",
                                       "--norestore",
                                       "--nologo",
                                       "--convert-to",
                                       std::string(entry.form),
                                       "--outdir",
                                       dir + "/out",
                                       input};
  const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  const ProgramLimits bounds{kMemory, kFile, limits.cpu, dir};
  int status = run(words, dir, -1, nowhere, bounds);
  if (status >= 0 && WIFEXITED(status) && WEXITSTATUS(status) == kFreshProfile)
    status = run(words, dir, -1, nowhere, bounds);
  close(nowhere);
  const int file = open(output.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file >= 0 && status == 0) return {file, model::DocumentOutcome::ok, ""};
  if (file >= 0) close(file);
  return failed(status, "LibreOffice");
}

}  // namespace

std::string_view asks_for(Program program) {
  return program == Program::none ? "" : entry_of(program).asks;
}

Program asked_by(const model::Document& document) {
  if (document.outcome != model::DocumentOutcome::unsupported) return Program::none;
  const auto* const found = std::ranges::find(kPrograms, document.why, &Entry::asks);
  return found == kPrograms.end() ? Program::none : found->program;
}

std::string_view package_of(Program program) { return entry_of(program).package; }

std::string path_of(Program program) {
  if (program == Program::none) return {};
  if (program == Program::antiword) return find_in_path("antiword");
  // What stands in PATH is a script that starts a watchman that starts the program.
  std::error_code error;
  const auto script = fs::canonical(find_in_path("soffice"), error);
  if (error) return {};
  const auto folder = script.parent_path();
  const auto binary = folder / "soffice.bin";
  const bool is_there = access(binary.c_str(), X_OK) == 0 &&
                        access((folder / entry_of(program).module).c_str(), R_OK) == 0;
  return is_there ? binary.string() : std::string();
}

Converted convert(Program program, int document, const std::string& private_dir,
                  const DocumentLimits& limits) {
  if (program == Program::antiword) return run_antiword(document, limits);
  return run_office(program, document, private_dir, limits);
}

}  // namespace oit::doc
