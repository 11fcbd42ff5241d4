#pragma once
#include <iosfwd>
#include <span>
#include <string_view>

namespace CLI {
class App;
}

namespace oit::cli {

/// What oitcheck exits with; of several, the highest wins. Design page D6.
enum class Exit : int {
  ok = 0,         ///< every item published or not due; every sample passes
  attention = 1,  ///< some item needs work or is unverified; a sample fails; lint has an error
  usage = 2,      ///< wrong usage, rulebook or configuration
  no_site = 3,    ///< the site could not be checked at all
  failure = 4,    ///< a result could not be written, or another failure of ours
};

/// The program's surroundings, handed to every subcommand; tests give their own.
struct Context {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool is_terminal = false;   ///< `out` is one: tables may be as wide as it, progress may move
  std::size_t columns = 100;  ///< of the terminal
  int exit = 0;               ///< set by the subcommand that ran
};

/// One subcommand: its own file pair in src/cli/, and one line in the table of commands.cc.
struct Command {
  std::string_view name;
  std::string_view summary;
  /// Adds options to `app`, which is the subcommand's own, and a callback that does the work and
  /// sets `context.exit`. `context` outlives `app`.
  void (*add)(CLI::App& app, Context& context);
};

/// Every subcommand, in the order help shows them.
std::span<const Command> commands();

/// Parses `argv`, runs the subcommand it names and returns what to exit with. Wrong usage is told
/// on standard error. Throws nothing.
int run(int argc, const char* const* argv, Context& context);

/// The same with the process's own streams.
int run(int argc, char** argv);

/// Notes `code` unless something worse was noted.
void exit_with(Context& context, Exit code);

}  // namespace oit::cli
