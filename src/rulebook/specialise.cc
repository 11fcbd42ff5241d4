#include "rulebook/specialise.h"

#include <algorithm>

namespace oit::rulebook {
namespace {

bool has(const std::vector<std::string>& ids, const std::string& id) {
  return std::ranges::find(ids, id) != ids.end();
}

/// The components of `topic` that `item` asks for.
void choose_components(const model::YearItem& item, model::Topic& topic) {
  std::erase_if(topic.components, [&](const model::Component& component) {
    return (component.on_request && !has(item.asks, component.id)) ||
           has(item.without, component.id);
  });
  for (auto& component : topic.components) {
    if (const auto at = item.component_basis.find(component.id); at != item.component_basis.end())
      component.basis = at->second;
    std::erase_if(component.stands_for, [&](const std::string& id) {
      return std::ranges::find(topic.components, id, &model::Component::id) ==
             topic.components.end();
    });
  }
}

/// A page under the title of a merged item is about everything the item needs.
void share_title(const model::YearItem& item, std::vector<model::Topic>& topics) {
  if (item.parts.size() < 2) return;
  for (const auto& part : item.parts) {
    auto& topic = topics[part.topics.front()];
    if (topic.title.th != item.title.th && !has(topic.names, item.title.th) &&
        !has(topic.shared_names, item.title.th))
      topic.shared_names.push_back(item.title.th);
  }
}

}  // namespace

void specialise(model::Rulebook& rulebook) {
  std::vector<bool> is_chosen(rulebook.topics.size(), false);
  for (const auto& item : rulebook.year.items) {
    for (const auto topic : item.topics) {
      if (!is_chosen[topic]) choose_components(item, rulebook.topics[topic]);
      is_chosen[topic] = true;
    }
    share_title(item, rulebook.topics);
  }
  for (std::size_t i = 0; i < is_chosen.size(); ++i)
    if (!is_chosen[i])
      std::erase_if(rulebook.topics[i].components, [](const auto& one) { return one.on_request; });
}

}  // namespace oit::rulebook
