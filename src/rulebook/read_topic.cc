#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "rulebook/readers.h"

namespace oit::rulebook {
namespace {

using model::Absence;
using model::CheckKind;

constexpr std::array<std::string_view, 12> kEvidence = {
    "html_page", "pdf",  "image",    "post_list",  "outgoing_link", "qa_widget",
    "webboard",  "form", "eservice", "stat_table", "spreadsheet",   "map"};

constexpr int kMostMinimum = 1000;

/// What not finding a component means when its file does not say.
constexpr Absence absence_by_default(CheckKind check) {
  using enum CheckKind;
  switch (check) {
    case phone:
    case email:
    case address:
    case map:
    case form:
    case chat:
    case social_account:
    case person_names:
    case table:
    case min_count:
    case months_covered:
    case covers_year:
    case dated_post:
    case contact:
    case opens:
    case no_words:
      return Absence::proven;
    case words:
    case amounts:
    case nil_statement:
    case image:
    case multi_year:
    case year_stated:
    case outgoing_link:
    case human:
      return Absence::unseen;
  }
  return Absence::unseen;
}

const std::vector<std::string_view>& check_names() {
  static const std::vector<std::string_view> kNames = [] {
    std::vector<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(CheckKind::human); ++i)
      names.push_back(name_of(static_cast<CheckKind>(i)));
    return names;
  }();
  return kNames;
}

CheckKind read_check(Fields& fields) {
  const auto name = fields.one_of("check", check_names());
  const auto at = std::ranges::find(check_names(), name);
  if (at == check_names().end()) return CheckKind::human;
  return static_cast<CheckKind>(std::distance(check_names().begin(), at));
}

model::Component read_component(const Node& table, Problems& problems) {
  Fields fields(table, problems);
  model::Component component;
  component.id = fields.id("id");
  component.name = {fields.text("th"), fields.optional_text("en")};
  component.check = read_check(fields);
  component.words = fields.texts("words");
  component.min = fields.optional_whole("min", 1, 1, kMostMinimum);
  component.absence = absence_by_default(component.check);
  if (fields.has("absence")) {
    static constexpr std::array<std::string_view, 2> kNames = {"proven", "unseen"};
    component.absence =
        fields.one_of("absence", kNames) == "proven" ? Absence::proven : Absence::unseen;
  }
  component.advised = fields.optional_truth("advised", false);
  component.on_request = fields.optional_truth("on_request", false);
  component.stands_for = fields.texts("stands_for");
  const bool needs_words =
      component.check == CheckKind::words || component.check == CheckKind::amounts ||
      component.check == CheckKind::no_words || component.check == CheckKind::nil_statement;
  if (needs_words && component.words.empty())
    fields.note("words", fmt::format("check \"{}\" needs a list of at least one text",
                                     name_of(component.check)));
  const bool counts_words = component.check == CheckKind::words ||
                            component.check == CheckKind::amounts ||
                            component.check == CheckKind::no_words;
  if (counts_words && static_cast<std::size_t>(component.min) > component.words.size())
    fields.note("min", "asks for more words than the list \"words\" has");
  if (!component.stands_for.empty() && component.check != CheckKind::nil_statement)
    fields.note("stands_for", "only a nil_statement stands for other components");
  fields.finish();
  return component;
}

/// Ids are unique, and a nil statement stands for components that exist.
void check_components(const Node& file, const model::Topic& topic, Problems& problems) {
  Fields fields(file, problems);
  const auto tables = fields.tables("component");
  for (std::size_t i = 0; i < topic.components.size(); ++i) {
    const auto& component = topic.components[i];
    Fields own(tables[i], problems);
    const auto same = [&](const model::Component& other) { return other.id == component.id; };
    if (std::ranges::count_if(topic.components, same) > 1)
      own.note("id", fmt::format("two components are called \"{}\"", component.id));
    for (const auto& id : component.stands_for)
      if (id == component.id ||
          std::ranges::find(topic.components, id, &model::Component::id) == topic.components.end())
        own.note("stands_for", fmt::format("\"{}\" is no other component of this topic", id));
  }
}

/// The topic id at `key`: a known one, not `self`, or "-".
std::string other_topic(Fields& fields, std::string_view key, std::string_view self,
                        const KnownIds& known) {
  auto id = fields.text(key);
  if (id == self)
    fields.note(key, "names this topic itself, expected another or \"-\"");
  else if (id != "-" && !std::ranges::binary_search(known.topics, id))
    fields.note(
        key, fmt::format("topic \"{}\" is unknown, expected a file name of topics/ or \"-\"", id));
  return id;
}

model::Rival read_rival(const Node& table, std::string_view self, const KnownIds& known,
                        Problems& problems) {
  Fields fields(table, problems);
  model::Rival rival{fields.some_texts("words"), other_topic(fields, "topic", self, known)};
  fields.finish();
  return rival;
}

model::Sample read_sample(const Node& table, std::string_view self, const KnownIds& known,
                          Problems& problems) {
  Fields fields(table, problems);
  model::Sample sample;
  sample.label = fields.text("label");
  sample.matches = fields.truth("matches");
  if (fields.has("is")) sample.is = other_topic(fields, "is", self, known);
  if (sample.matches && !sample.is.empty())
    fields.note("is", "only a sample that does not match belongs to another topic");
  fields.finish();
  return sample;
}

std::vector<std::string> read_vocabulary(Fields& fields, std::string_view key,
                                         const std::vector<std::string_view>& known) {
  auto words = fields.some_texts(key);
  for (const auto& word : words)
    if (std::ranges::find(known, word) == known.end())
      fields.note(key, fmt::format("\"{}\" is unknown, expected {}", word, one_of_these(known)));
  return words;
}

}  // namespace

model::Topic read_topic(const Node& file, std::string_view stem, const KnownIds& known,
                        Problems& problems) {
  Fields fields(file, problems);
  model::Topic topic;
  topic.id = fields.id("id");
  if (topic.id != stem) fields.note("id", fmt::format("must be the file's name, \"{}\"", stem));
  topic.title = fields.local_text("title");
  topic.source = fields.text("source");
  topic.names = fields.texts("names");
  topic.leads = fields.texts("leads");
  for (const Node& rival : fields.tables("rivals"))
    topic.rivals.push_back(read_rival(rival, stem, known, problems));
  topic.urls = fields.texts("urls");
  topic.proofs = fields.texts("proofs");
  topic.evidence = read_vocabulary(fields, "evidence", {kEvidence.begin(), kEvidence.end()});
  topic.units = read_vocabulary(fields, "units", {known.roles.begin(), known.roles.end()});
  topic.action = fields.local_text("action");
  topic.historical = fields.optional_truth("historical", false);
  for (const Node& component : fields.tables("component"))
    topic.components.push_back(read_component(component, problems));
  for (const Node& sample : fields.tables("sample"))
    topic.samples.push_back(read_sample(sample, stem, known, problems));
  fields.finish();
  check_components(file, topic, problems);
  return topic;
}

}  // namespace oit::rulebook
