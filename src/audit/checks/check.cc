#include "audit/checks/check.h"

#include "audit/checks/address.h"
#include "audit/checks/amounts.h"
#include "audit/checks/chat.h"
#include "audit/checks/contact.h"
#include "audit/checks/covers_year.h"
#include "audit/checks/dated_post.h"
#include "audit/checks/email.h"
#include "audit/checks/form.h"
#include "audit/checks/human.h"
#include "audit/checks/image.h"
#include "audit/checks/map.h"
#include "audit/checks/min_count.h"
#include "audit/checks/months_covered.h"
#include "audit/checks/multi_year.h"
#include "audit/checks/nil_statement.h"
#include "audit/checks/no_words.h"
#include "audit/checks/opens.h"
#include "audit/checks/outgoing_link.h"
#include "audit/checks/person_names.h"
#include "audit/checks/phone.h"
#include "audit/checks/social_account.h"
#include "audit/checks/table.h"
#include "audit/checks/words.h"
#include "audit/checks/year_stated.h"

namespace oit::audit {
namespace {

constexpr std::size_t kFewLetters = 60;

Seen see(const model::Component& component, const CheckInput& input) {
  switch (component.check) {
    case model::CheckKind::words:
      return see_words(component, input);
    case model::CheckKind::amounts:
      return see_amounts(component, input);
    case model::CheckKind::no_words:
      return see_no_words(component, input);
    case model::CheckKind::nil_statement:
      return see_nil_statement(component, input);
    case model::CheckKind::phone:
      return see_phone(component, input);
    case model::CheckKind::email:
      return see_email(component, input);
    case model::CheckKind::address:
      return see_address(component, input);
    case model::CheckKind::map:
      return see_map(component, input);
    case model::CheckKind::form:
      return see_form(component, input);
    case model::CheckKind::chat:
      return see_chat(component, input);
    case model::CheckKind::social_account:
      return see_social_account(component, input);
    case model::CheckKind::image:
      return see_image(component, input);
    case model::CheckKind::person_names:
      return see_person_names(component, input);
    case model::CheckKind::table:
      return see_table(component, input);
    case model::CheckKind::min_count:
      return see_min_count(component, input);
    case model::CheckKind::months_covered:
      return see_months_covered(component, input);
    case model::CheckKind::covers_year:
      return see_covers_year(component, input);
    case model::CheckKind::multi_year:
      return see_multi_year(component, input);
    case model::CheckKind::year_stated:
      return see_year_stated(component, input);
    case model::CheckKind::dated_post:
      return see_dated_post(component, input);
    case model::CheckKind::opens:
      return see_opens(component, input);
    case model::CheckKind::outgoing_link:
      return see_outgoing_link(component, input);
    case model::CheckKind::contact:
      return see_contact(component, input);
    case model::CheckKind::human:
      return see_human(component, input);
  }
  return {false, true, ""};
}

}  // namespace

bool is_told_in_words(const model::Component& component) {
  return component.check == model::CheckKind::words || component.check == model::CheckKind::amounts;
}

bool is_paper(const model::PageFacts& page) {
  using enum model::TextFrom;
  return page.text_from == pdf_text || page.text_from == office_text || page.text_from == ocr;
}

bool is_readable(const model::PageFacts& page) {
  if (page.text_from == model::TextFrom::none || page.truncated) return false;
  if (page.parse_stop != model::ParseStop::none || page.needs_script) return false;
  const bool picture = page.content_letters < kFewLetters && page.signals.persons == 0 &&
                       (page.signals.content_images > 0 || !page.embedded.empty());
  return !picture;
}

std::optional<bool> run_check(const model::Component& component, const CheckInput& input,
                              std::string* quote) {
  const auto seen = see(component, input);
  *quote = seen.quote;
  if (seen.found) return true;
  if (input.page.text_from == model::TextFrom::ocr) return std::nullopt;  // OCR loses words
  const bool list_check = component.check == model::CheckKind::months_covered;
  if (seen.cannot_tell || (!list_check && !is_readable(input.page))) return std::nullopt;
  if (seen.is_absent || component.absence == model::Absence::proven) return false;
  return std::nullopt;
}

}  // namespace oit::audit
