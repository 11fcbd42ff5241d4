#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/rulebook.h"

namespace oit::match {

/// A local agency's name as it stands in a text: its kind and its proper name.
struct AgencyName {
  std::string type;  ///< id of the agency type
  std::string kin;   ///< of the type
  std::string proper;  ///< "หนองคล้า"; the letters that follow the kind, up to a space or mark
  std::size_t begin = 0, end = 0;  ///< half-open bytes of the text
};

/// Every local agency `utf8` names ("องค์การบริหารส่วนตำบลหนองคล้า", "อบต. หนองคล้า"), in order. The
/// kind without a name after it gives nothing.
std::vector<AgencyName> find_agencies(std::string_view utf8, const model::Rulebook& rulebook);

/// The agency a home page belongs to: the first one its title names, else the local
/// government its text names most often. The full words as they stand there; empty when there is
/// none.
std::string own_agency(std::string_view title, std::string_view text,
                       const model::Rulebook& rulebook);

/// The kin of the first agency `agency` names; that of local governments when it names none. An
/// agency's papers are mistaken for those of its kin only: a school's name in the title of a
/// municipality's paper is what the paper is about.
std::string kin_of(std::string_view agency, const model::Rulebook& rulebook);

/// The proper name in `agency` ("เทศบาลตำบลสายทอง" gives "สายทอง"); `agency` itself when it names
/// no known kind.
std::string proper_name(std::string_view agency, const model::Rulebook& rulebook);

/// Whether `read` is the proper name `name` with marks above or below its letters lost, as texts of
/// damaged PDF files lose them: "ทาสะอาน" for "ท่าสะอ้าน". Marks that differ tell two names apart:
/// "นาดู" is never "นาดี". A whole name is no damaged one.
bool has_lost_marks_of(std::string_view read, std::string_view name);

/// The id of the agency type `name` says, or "generic".
std::string agency_type(std::string_view name, const model::Rulebook& rulebook);

}  // namespace oit::match
