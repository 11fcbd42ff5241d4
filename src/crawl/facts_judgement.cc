// What a page says of itself: not found, being made, to be signed in to, another agency's.
#include <algorithm>

#include "base/find_text.h"
#include "crawl/facts_reader.h"
#include "crawl/signals.h"
#include "match/agency.h"
#include "text/match_key.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kOpenLinks = 8;  // of a home page with a menu; a wall has few: help, join
constexpr std::size_t kFillerBytes = 3000;
constexpr int kFewFigures = 4;
constexpr std::size_t kFewLetters = 250;  // letters around a sign-in form that is all a page has
constexpr std::size_t kShortPage = 600;   // letters; a longer page is no error message

/// The address or the declared type promises a document.
bool names_file(const model::PageFacts& facts) {
  if (facts.content_type == "application/pdf" || facts.content_type == "application/msword")
    return true;
  const auto path = facts.final_url.path();
  return path.ends_with(".pdf") || path.ends_with(".PDF") || path.ends_with(".doc") ||
         path.ends_with(".docx") || path.ends_with(".xls") || path.ends_with(".xlsx");
}

}  // namespace

/// "Lorem ipsum …": nothing was written yet.
bool FactsReader::is_filler(std::string_view content) const {
  constexpr std::string_view kThai = "\xE0\xB8";
  if (vocabulary_.words.list("filler_texts").places_in(content.substr(0, kFillerBytes)).empty())
    return false;
  std::size_t thai = 0;
  for (auto at = find_text(content, kThai); at != std::string_view::npos && thai < kFewLetters;
       at = find_text(content, kThai, at + kThai.size()))
    ++thai;
  return thai < kFewLetters;
}

void FactsReader::judge_soft_404(const SiteContext& site, const std::string& content,
                                 model::PageFacts& facts) const {
  // A shell that its scripts fill is the same wherever it stands.
  if (facts.is_home || facts.needs_script) return;
  const bool same_as_probe =
      std::ranges::find(site.not_found_bodies, facts.sha256) != site.not_found_bodies.end() ||
      (facts.content_letters > 0 &&
       std::ranges::find(site.not_found_hashes, facts.text_hash) != site.not_found_hashes.end());
  const bool same_as_home = site.home_known && facts.url != site.home && facts.letters > 0 &&
                            (facts.text_hash == site.home_hash || facts.copies_home);
  std::string top = facts.title;
  for (std::size_t i = 0; i < facts.headings.size() && i < 2; ++i) top += "\n" + facts.headings[i];
  const bool is_short = facts.content_letters < kFewLetters;
  if (is_short) top += "\n" + content.substr(0, 3 * kShortPage);
  const auto key = text::make_match_key(top, false).bytes;
  const bool is_page = facts.text_from == model::TextFrom::html;
  const auto [made_from, made_to] = vocabulary_.words.find("under_construction", key);
  const auto& lost = vocabulary_.words.list("soft_404");
  // "ไม่พบข้อมูลที่ต้องการ" is no page, though "ไม่พบข้อมูล" is an empty one.
  const bool says_lost = made_to == 0 ? lost.has(key) : lost.covers(key, made_from, made_to);
  // In a paper the words may head a column: "รับเรื่อง / แล้วเสร็จ / อยู่ระหว่างดำเนินการ".
  const bool has_figures =
      !is_page && (facts.figures >= kFewFigures || vocabulary_.words.has("carried_out", key));
  facts.under_construction =
      (is_short && made_to > 0 && !says_lost && !has_figures) || is_filler(content);
  const bool says_so = is_short && says_lost;
  const bool page_for_file = is_page && facts.embedded.empty() && is_short && names_file(facts);
  facts.soft_404 = same_as_probe || same_as_home || says_so || page_for_file;
  if (same_as_home) facts.redirected_home = true;
  const bool says_sign_in =
      vocabulary_.words.has("sign_in", text::make_match_key(top, false).bytes);
  // A home page that leads on has a box for its staff to sign in, and is open to all.
  const bool leads_on = !site.home_known && facts.links.size() >= kOpenLinks;
  if (facts.signals.login_form && !site.home_has_login && !leads_on &&
      facts.content_letters < kFewLetters && says_sign_in)
    facts.sign_in = true;
}

void FactsReader::read_agencies(const std::string& zone, const std::string& content,
                                const SiteContext& site, model::PageFacts& facts) const {
  if (site.own_name.empty()) return;
  std::string whole;
  facts.names_own_agency =
      has_text(zone, site.own_name) || has_text(view_whole_am(content, whole), site.own_name);
  const auto whole_zone = with_whole_am(zone);
  for (const auto& name : match::find_agencies(whole_zone, vocabulary_.rulebook)) {
    if (name.proper.starts_with(site.own_name) || site.own_name.starts_with(name.proper)) continue;
    if (match::has_lost_marks_of(name.proper, site.own_name)) {
      facts.names_own_agency = true;
      continue;
    }
    const bool starts_line = name.begin == 0 || whole_zone[name.begin - 1] == '\n';
    const bool is_local =
        name.kin == "local";  // "ที่โรงเรียนบ้านหนองบัว" tells where, a cover tells whose
    const auto in_full = std::string_view(whole_zone).substr(name.begin, name.end - name.begin);
    // A letter of any other agency about what is its own.
    const bool is_owner = starts_line && has_text(whole_zone, "ของ" + std::string(in_full));
    if (!is_owner && (name.kin != site.own_kin || (!is_local && !starts_line))) continue;
    if (std::ranges::find(facts.agencies, name.proper) == facts.agencies.end() &&
        facts.agencies.size() < 5)
      facts.agencies.push_back(name.proper);
  }
}

}  // namespace oit::crawl
