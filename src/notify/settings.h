#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/change.h"
#include "notify/quiet_hours.h"
#include "report/lang.h"
#include "url/url.h"

namespace oit::notify {

/// Whether a connection to a mail server must, may or may not change to TLS by STARTTLS.
enum class StartTls : std::uint8_t { required, opportunistic, never };

/// The mail server and the hand that writes.
struct MailSettings {
  std::string server;  ///< "smtp://host:587" or "smtps://host:465"
  std::string user, password;
  std::string from;     ///< "oitcheck@example.go.th" or "ตรวจ OIT <oitcheck@example.go.th>"
  std::string ca_file;  ///< certificates trusted besides none other; empty: the system's
  StartTls starttls = StartTls::required;
};

struct LineSettings {
  url::Url endpoint;  ///< of the Messaging API's push messages
  std::string token;
};

/// Somebody to tell, by which ways, and what he wants to hear. An empty filter lets all pass.
struct Recipient {
  std::string name;  ///< unique among them
  std::vector<std::string> mail;
  std::string line;  ///< id of a user, group or room
  url::Url webhook;
  std::set<std::string> sites, provinces, tags, items, units;
  std::set<model::ChangeKind> kinds;
  bool alerts = true;  ///< also runs that failed and sites that stop or begin to open
  report::Lang lang = report::Lang::th;
  std::optional<QuietHours> quiet;
};

/// Everything an operator says about telling people.
struct Settings {
  MailSettings mail;
  LineSettings line;
  std::string webhook_secret;              ///< signs what goes to webhooks; may be empty
  std::vector<std::string> allow_private;  ///< "host:port" that need not be public
  std::string dashboard;                   ///< address that messages lead to; may be empty
  report::Lang lang = report::Lang::th;    ///< of unit digests
  std::optional<QuietHours> quiet;         ///< of unit digests
  std::vector<Recipient> recipients;
  std::map<std::string, std::vector<std::string>> units;  ///< unit name -> mail addresses
  std::vector<std::string> warnings;  ///< what is allowed but unwise, one sentence each
};

/// The kinds told when a recipient names none: regressions, repaired, appeared.
const std::set<model::ChangeKind>& usual_kinds();

/// Reads the tables notify, mail, line, webhook, units and recipient of a TOML file; other tables
/// belong to other readers. A secret stands in the file (`password`), in a file that nobody else
/// may read (`password_file`; a bare name is looked for among systemd's credentials first, then
/// beside `path`), or in the environment (`password_env`). Each error names file, line and column;
/// an unknown key, a wrong type, an address that is none and a way without its server are errors;
/// none repeats a secret. Errors: bad_config.
Result<Settings> read_settings(const std::filesystem::path& path);

}  // namespace oit::notify
