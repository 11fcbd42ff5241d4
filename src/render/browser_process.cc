#include "render/browser_process.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "render/keeper.h"

namespace oit::render {
namespace {

namespace fs = std::filesystem;

constexpr uid_t kNobody = 65'534;  // Debian policy, section 9.2.2
constexpr std::size_t kLastWords = 2'000;

/// Pipe ends that close with this.
struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    for (const int end : ends)
      if (end >= 0) ::close(end);
  }
  bool is_open() const { return ends[0] >= 0; }
  int take(std::size_t which) { return std::exchange(ends[which], -1); }
};

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (auto& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::string make_folder() {
  std::error_code error;
  std::string folder = (fs::temp_directory_path(error) / "oitcheck-browser-XXXXXX").string();
  if (error || ::mkdtemp(folder.data()) == nullptr) return {};
  if (::geteuid() == 0 && ::chown(folder.c_str(), kNobody, kNobody) != 0) {
    fs::remove(folder, error);
    return {};
  }
  return folder;
}

void replace_folder(std::string& text, const std::string& folder) {
  constexpr std::string_view kName = "FOLDER";
  if (const auto at = text.find(kName); at != std::string::npos)
    text.replace(at, kName.size(), folder);
}

tl::unexpected<Error> no_process(std::string_view what) {
  return fail(ErrorCode::process, std::string(what) + ": " + std::strerror(errno));
}

/// The fields of /proc/PID/stat behind the program's name, which may hold anything.
std::string_view behind_name(std::string_view stat) {
  const auto at = stat.rfind(')');
  return at == std::string_view::npos ? std::string_view() : stat.substr(at + 1);
}

std::string small_file(const fs::path& path) {
  std::ifstream file(path);
  std::string text(4096, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

/// Pages that only process `folder` of /proc holds.
std::size_t own_pages(const fs::path& folder) {
  std::size_t size = 0, resident = 0, shared = 0;
  std::ifstream(folder / "statm") >> size >> resident >> shared;
  return resident - std::min(resident, shared);
}

}  // namespace

Result<BrowserProcess> BrowserProcess::start(const BrowserCommand& command) {
  BrowserProcess process;
  process.folder_ = make_folder();
  if (process.folder_.empty()) return no_process("no folder for the browser");
  const std::string& folder = process.folder_;
  Pipe commands, answers, life;
  const std::string words = folder + "/stderr";
  const int errors = ::open(words.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  std::vector<std::string> arguments{command.program}, removal{"/bin/rm", "-rf", "--", folder};
  const char* path = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  std::vector<std::string> environment{"HOME=" + folder, "TMPDIR=" + folder, "LANG=C.UTF-8",
                                       std::string("PATH=") + (path == nullptr ? "" : path)};
  for (auto argument : command.arguments) {
    replace_folder(argument, folder);
    arguments.push_back(std::move(argument));
  }
  const auto argv = pointers_to(arguments), envp = pointers_to(environment),
             remove = pointers_to(removal);
  KeeperPlan plan;
  plan.program = command.program.c_str();
  plan.arguments = argv.data();
  plan.environment = envp.data();
  plan.removal = remove.data();
  plan.in = commands.ends[0];
  plan.out = answers.ends[1];
  plan.life = life.ends[0];
  plan.errors = errors;
  plan.user = kNobody;
  const bool is_ready = commands.is_open() && answers.is_open() && life.is_open() && errors >= 0;
  process.keeper_ = is_ready ? ::fork() : -1;
  if (process.keeper_ == 0) run_keeper(plan);
  process.errors_ = errors;
  if (process.keeper_ < 0) {
    auto failed = no_process("no process for the browser");
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return failed;
  }
  process.in_ = commands.take(1);
  process.out_ = answers.take(0);
  process.life_ = life.take(1);
  for (const int end : {process.in_, process.out_})
    ::fcntl(end, F_SETFL, ::fcntl(end, F_GETFL) | O_NONBLOCK);
  return process;
}

BrowserProcess::BrowserProcess(BrowserProcess&& other) noexcept
    : folder_(std::move(other.folder_)),
      keeper_(std::exchange(other.keeper_, -1)),
      in_(std::exchange(other.in_, -1)),
      out_(std::exchange(other.out_, -1)),
      life_(std::exchange(other.life_, -1)),
      errors_(std::exchange(other.errors_, -1)) {}

BrowserProcess::~BrowserProcess() {
  for (const int end : {life_, in_, out_, errors_})
    if (end >= 0) ::close(end);
  if (keeper_ > 0)
    while (::waitpid(keeper_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

/// The browser's processes are all in the one group of the keeper's child.
std::size_t BrowserProcess::memory() const {
  std::size_t pages = 0;
  std::error_code error;
  const auto children = ' ' + small_file(fs::path("/proc") / std::to_string(keeper_) / "task" /
                                         std::to_string(keeper_) / "children");
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const auto name = entry.path().filename().string();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const auto stat = small_file(entry.path() / "stat");
    const auto fields = behind_name(stat);  // " S PPID PGRP …"
    const auto group_at = fields.find(' ', fields.find(' ', 1) + 1);
    if (group_at == std::string_view::npos) continue;
    const auto group = fields.substr(group_at + 1, fields.find(' ', group_at + 1) - group_at - 1);
    if (!group.empty() && children.find(' ' + std::string(group) + ' ') != std::string::npos)
      pages += own_pages(entry.path());
  }
  return pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

/// Read through our own opening: the keeper may have removed the file.
std::string BrowserProcess::last_words() const {
  const auto size = ::lseek(errors_, 0, SEEK_END);
  const auto begin = std::max<off_t>(0, size - static_cast<off_t>(kLastWords));
  std::string words(kLastWords, '\0');
  const auto got = ::pread(errors_, words.data(), words.size(), begin);
  words.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return words;
}

}  // namespace oit::render
