#include "cli/cli.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
#include <exception>
#include <iostream>

#include "text/width.h"

namespace oit::cli {
namespace {

constexpr std::string_view kAbout =
    "Checks what Thai public agencies must disclose on their websites (ITA, OIT items).\n"
    "ตรวจการเปิดเผยข้อมูลสาธารณะ (OIT) บนเว็บไซต์หน่วยงาน";

/// A first word that is no command, said with the commands there are. False when there is one.
bool refuse_unknown(int argc, const char* const* argv, Context& context) {
  constexpr std::array<std::string_view, 3> kLater = {"report", "explain", "serve"};
  const std::string_view word = argc > 1 ? argv[1] : "";
  if (word.empty() || word.starts_with('-') ||
      std::ranges::find(commands(), word, &Command::name) != commands().end())
    return false;
  const bool is_later = std::ranges::find(kLater, word) != kLater.end();
  context.err << "oitcheck: " << (is_later ? "this version has no command \"" : "no command \"")
              << text::printable(word) << "\"; there are:";
  for (const Command& command : commands()) context.err << ' ' << command.name;
  context.err << '\n';
  exit_with(context, Exit::usage);
  return true;
}

int parse(int argc, const char* const* argv, Context& context) {
  CLI::App app{std::string(kAbout), "oitcheck"};
  app.set_version_flag("--version", "oitcheck " OIT_VERSION);
  app.require_subcommand(1);
  for (const Command& command : commands())
    command.add(*app.add_subcommand(std::string(command.name), std::string(command.summary)),
                context);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& stop) {
    // Help and version are "errors" of code 0 to the library.
    if (app.exit(stop, context.out, context.err) != 0) exit_with(context, Exit::usage);
  }
  return context.exit;
}

std::size_t terminal_columns() {
  constexpr std::size_t kUsual = 100, kLeast = 40;
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kUsual;
  return std::max<std::size_t>(size.ws_col, kLeast);
}

/// Gives closed standard streams the null device: the next file opened would take their number,
/// and what is written to them would go there.
void open_standard_streams() {
  int file = 0;
  while (file >= 0 && file <= STDERR_FILENO) file = ::open("/dev/null", O_RDWR);
  if (file > STDERR_FILENO) ::close(file);
}

}  // namespace

void exit_with(Context& context, Exit code) {
  context.exit = std::max(context.exit, static_cast<int>(code));
}

int run(int argc, const char* const* argv, Context& context) {
  try {
    if (!refuse_unknown(argc, argv, context)) parse(argc, argv, context);
    context.out.flush();
    if (!context.out) {
      context.err << "oitcheck: cannot write to standard output\n";
      exit_with(context, Exit::failure);
    }
  } catch (const std::exception& error) {
    context.err << "oitcheck: " << error.what() << '\n';
    exit_with(context, Exit::failure);
  }
  return context.exit;
}

int run(int argc, char** argv) {
  open_standard_streams();
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error like a full disk
  std::ios::sync_with_stdio(false);
  const bool is_terminal = ::isatty(STDOUT_FILENO) == 1;
  Context context{std::cin, std::cout, std::cerr, is_terminal, terminal_columns(), 0};
  return run(argc, argv, context);
}

}  // namespace oit::cli
