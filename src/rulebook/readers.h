#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/paper_rules.h"
#include "model/rulebook.h"
#include "rulebook/fields.h"

namespace oit::rulebook {

/// Ids other files may speak of, known before the files that do are read.
struct KnownIds {
  std::vector<std::string> topics;  ///< sorted
  std::vector<std::string> roles;
};

/// rules/topics/<stem>.toml. What is wrong goes to `problems`.
model::Topic read_topic(const Node& file, std::string_view stem, const KnownIds& known,
                        Problems& problems);

/// rules/ita-<year>.toml. `topics` are sorted by id, as in model::Rulebook; `known` are the lists
/// it may extend.
model::Year read_year(const Node& file, const std::vector<model::Topic>& topics,
                      std::span<const model::Year> known, Problems& problems);

/// rules/<sector>-<year>.toml: a list that is not the NACC's.
model::SectorList read_sector(const Node& file, Problems& problems);

/// rules/units.toml into `rulebook`.
void read_units(const Node& file, model::Rulebook& rulebook, Problems& problems);

/// rules/spelling.toml.
std::vector<model::Spelling> read_spellings(const Node& file, Problems& problems);

/// rules/hosts.toml.
std::vector<model::Host> read_hosts(const Node& file, Problems& problems);

/// rules/words.toml.
std::map<std::string, std::vector<std::string>> read_words(const Node& file, Problems& problems);

/// rules/papers.toml; `topics` are all ids, sorted.
model::PaperRules read_papers(const Node& file, const std::vector<std::string>& topics,
                              Problems& problems);

}  // namespace oit::rulebook
