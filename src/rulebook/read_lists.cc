#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rulebook/readers.h"

namespace oit::rulebook {
namespace {

constexpr std::array<std::string_view, 10> kHostKinds = {
    "social", "chat",   "map",    "cloud_drive", "form",
    "video",  "portal", "survey", "short_link",  "flip_book"};
constexpr std::array<std::string_view, 4> kDriveParts = {"file", "folder", "page", "any"};
constexpr std::array<std::string_view, 3> kAccountPaths = {"any_segment", "first_segment", "none"};

/// The key for agencies of no listed type.
constexpr std::string_view kOtherAgency = "generic";

/// Notes an id that `list` has already.
template <class T>
void refuse_twin(Fields& fields, const std::vector<T>& list, const std::string& id) {
  if (std::ranges::find(list, id, &T::id) != list.end())
    fields.note("id", fmt::format("\"{}\" is there already", id));
}

/// Lower-case letters, digits and underscores.
bool is_list_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

model::DriveForm read_drive_form(const Node& table, Problems& problems) {
  Fields fields(table, problems);
  model::DriveForm form;
  form.form = fields.text("form");
  form.gives = fields.optional_text("gives");
  form.set = fields.optional_text("set");
  form.what = fields.one_of("what", kDriveParts);
  form.mark = fields.optional_text("mark");
  if (!form.form.empty() && !form.form.starts_with('/'))
    fields.note("form", "expected a path that begins with /");
  if (!form.set.empty() && form.set.find('=') == std::string::npos)
    fields.note("set", "expected name=value");
  fields.finish();
  return form;
}

}  // namespace

void read_units(const Node& file, model::Rulebook& rulebook, Problems& problems) {
  Fields fields(file, problems);
  for (const Node& table : fields.tables("agency_type")) {
    Fields own(table, problems);
    model::AgencyType type{own.id("id"), own.local_text("name"), own.texts("words"),
                           own.optional_text("kin")};
    if (type.kin.empty()) type.kin = type.id;
    refuse_twin(own, rulebook.agency_types, type.id);
    own.finish();
    rulebook.agency_types.push_back(std::move(type));
  }
  for (const Node& table : fields.tables("role")) {
    Fields own(table, problems);
    model::Role role{own.id("id"), own.local_text("name"), {}};
    refuse_twin(own, rulebook.roles, role.id);
    if (auto unit = own.optional_text(kOtherAgency); !unit.empty())
      role.by_agency[std::string(kOtherAgency)] = unit;
    for (const auto& type : rulebook.agency_types)
      if (auto unit = own.optional_text(type.id); !unit.empty()) role.by_agency[type.id] = unit;
    own.finish();
    rulebook.roles.push_back(std::move(role));
  }
  if (rulebook.roles.empty()) fields.note("role", "is missing, expected at least one [[role]]");
  fields.finish();
}

std::vector<model::Spelling> read_spellings(const Node& file, Problems& problems) {
  Fields fields(file, problems);
  std::vector<model::Spelling> spellings;
  for (const Node& table : fields.tables("variant")) {
    Fields own(table, problems);
    model::Spelling spelling{own.text("right"), own.some_texts("wrong")};
    if (std::ranges::find(spellings, spelling.right, &model::Spelling::right) != spellings.end())
      own.note("right", fmt::format("\"{}\" is there already", spelling.right));
    if (std::ranges::find(spelling.wrong, spelling.right) != spelling.wrong.end())
      own.note("wrong", "lists the right spelling itself");
    own.finish();
    spellings.push_back(std::move(spelling));
  }
  fields.finish();
  return spellings;
}

std::vector<model::Host> read_hosts(const Node& file, Problems& problems) {
  Fields fields(file, problems);
  std::vector<model::Host> hosts;
  for (const Node& table : fields.tables("host")) {
    Fields own(table, problems);
    model::Host host;
    host.name = own.text("name");
    host.kind = own.one_of("kind", kHostKinds);
    host.path = own.optional_text("path");
    if (own.has("account")) host.account_path = own.one_of("account", kAccountPaths);
    host.not_account = own.texts("not_account");
    for (const Node& form : own.tables("opens"))
      host.opens.push_back(read_drive_form(form, problems));
    host.content = own.texts("content");
    host.sign_in = own.texts("sign_in");
    host.confirm = own.texts("confirm");
    own.finish();
    hosts.push_back(std::move(host));
  }
  fields.finish();
  return hosts;
}

std::map<std::string, std::vector<std::string>> read_words(const Node& file, Problems& problems) {
  Fields fields(file, problems);
  std::map<std::string, std::vector<std::string>> words;
  for (const auto& name : fields.others()) {
    if (!is_list_name(name))
      fields.note(name, "expected a name of lower-case letters, digits and underscores");
    words[name] = fields.some_texts(name);
  }
  return words;
}

}  // namespace oit::rulebook
