#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "doc/zip_file.h"

namespace oit::doc {

/// Elements nested deeper than this are not read: no program writes so, and each level costs stack.
inline constexpr int kMaxDepth = 120;

/// A part of an office file as a tree. No entities but XML's own are known, nothing is fetched.
class Part {
 public:
  /// Reads the part `name`; blank text between elements stays only with `keeps_blanks`. What went
  /// wrong is noted in `zip`; the tree is then empty, as it is when there is no such part.
  Part(ZipFile& zip, const std::string& name, bool keeps_blanks = false);

  pugi::xml_node root() const { return tree_.document_element(); }

 private:
  std::string bytes_;  // the tree points into it
  pugi::xml_document tree_;
};

/// The name of `node` without its namespace's prefix.
std::string_view local(const pugi::xml_node& node);

/// The first child called `name`, whatever its prefix; none when there is none.
pugi::xml_node child(const pugi::xml_node& node, std::string_view name);

/// The value of the attribute `name`, whatever its prefix; "" when there is none.
std::string_view attribute(const pugi::xml_node& node, std::string_view name);

/// The id by which `node` names a relation of its part ("r:id"); "" when it names none.
std::string_view relation_id(const pugi::xml_node& node);

/// All text below `node`.
std::string text_of(const pugi::xml_node& node);

/// Which parts a part speaks of. Source: ECMA-376, part 2, section 9.3.
class Relations {
 public:
  /// Reads those of `part`; of the whole file when it is "". No file outside is ever named.
  Relations(ZipFile& zip, const std::string& part);

  /// The part called `id`; "" when there is none.
  std::string find(std::string_view id) const;

  /// The parts whose relation's type ends in `type` ("/image"), in order.
  std::vector<std::string> all_of(std::string_view type) const;

  /// The first of them, or "".
  std::string first_of(std::string_view type) const;

 private:
  struct One {
    std::string id, type, part;
  };
  std::vector<One> all_;
};

}  // namespace oit::doc
