#include "doc/xml.h"

#include <algorithm>

namespace oit::doc {
namespace {

void append_text(const pugi::xml_node& node, int depth, std::string& out) {
  for (const auto& inner : node.children()) {
    if (inner.type() == pugi::node_pcdata || inner.type() == pugi::node_cdata)
      out += inner.value();
    else if (depth < kMaxDepth)
      append_text(inner, depth + 1, out);
  }
}

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

Part::Part(ZipFile& zip, const std::string& name, bool keeps_blanks) : bytes_(zip.read(name)) {
  if (bytes_.empty()) return;
  const unsigned blanks = keeps_blanks ? pugi::parse_ws_pcdata : pugi::parse_ws_pcdata_single;
  const auto read =
      tree_.load_buffer_inplace(bytes_.data(), bytes_.size(), pugi::parse_default | blanks);
  if (read) return;
  const bool is_big = read.status == pugi::status_out_of_memory;
  zip.fail(is_big ? model::DocumentOutcome::too_costly : model::DocumentOutcome::damaged,
           is_big ? "stopped at the limit of memory" : "a part of it is no XML");
  tree_.reset();
}

std::string_view local(const pugi::xml_node& node) { return without_prefix(node.name()); }

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const auto& inner : node.children())
    if (local(inner) == name) return inner;
  return {};
}

std::string_view attribute(const pugi::xml_node& node, std::string_view name) {
  for (const auto& one : node.attributes())
    if (without_prefix(one.name()) == name) return one.value();
  return {};
}

std::string_view relation_id(const pugi::xml_node& node) {
  for (const auto& one : node.attributes()) {
    const std::string_view name = one.name();
    if (name.ends_with(":id")) return one.value();
  }
  return {};
}

std::string text_of(const pugi::xml_node& node) {
  std::string text;
  append_text(node, 0, text);
  return text;
}

Relations::Relations(ZipFile& zip, const std::string& part) {
  const auto slash = part.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  const Part relations(zip, part.substr(0, name) + "_rels/" + part.substr(name) + ".rels");
  for (const auto& one : relations.root().children())
    if (attribute(one, "TargetMode") != "External")
      all_.push_back({std::string(attribute(one, "Id")), std::string(attribute(one, "Type")),
                      resolve_part(part, attribute(one, "Target"))});
}

std::string Relations::find(std::string_view id) const {
  const auto found = std::ranges::find(all_, id, &One::id);
  return found == all_.end() ? std::string() : found->part;
}

std::vector<std::string> Relations::all_of(std::string_view type) const {
  std::vector<std::string> parts;
  for (const auto& one : all_)
    if (one.type.ends_with(type)) parts.push_back(one.part);
  return parts;
}

std::string Relations::first_of(std::string_view type) const {
  const auto parts = all_of(type);
  return parts.empty() ? std::string() : parts.front();
}

}  // namespace oit::doc
