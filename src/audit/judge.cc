#include "audit/judge.h"

#include <algorithm>
#include <map>

#include "audit/cause.h"
#include "audit/due.h"
#include "audit/features.h"
#include "audit/judge_item.h"
#include "audit/judge_submitted.h"
#include "audit/score.h"
#include "match/agency.h"

namespace oit::audit {
namespace {

/// "{fy}" and "{fy-1}" in words of the rules, replaced for the year assessed.
std::string for_year(std::string words, int fiscal_year) {
  const auto replace = [&words](std::string_view what, const std::string& by) {
    for (std::size_t at = 0; (at = words.find(what, at)) != std::string::npos; at += by.size())
      words.replace(at, what.size(), by);
  };
  replace("{fy-1}", std::to_string(fiscal_year - 1));
  replace("{fy+1}", std::to_string(fiscal_year + 1));
  replace("{fy}", std::to_string(fiscal_year));
  return words;
}

constexpr int kBuddhistEra = 543;

/// The Thai words count years in the Buddhist era, the English ones in A.D.
void fill_year(model::LocalText& words, int fiscal_year) {
  words.th = for_year(std::move(words.th), fiscal_year);
  words.en = for_year(std::move(words.en), fiscal_year - kBuddhistEra);
}

/// Fills the year into everything a finding says in the rules' words; quotes stay as they are.
void fill_year(model::Finding& finding, int fiscal_year) {
  fill_year(finding.title, fiscal_year);
  fill_year(finding.action, fiscal_year);
  if (finding.cause) fill_year(finding.cause->text, fiscal_year);
  for (auto& component : finding.components) fill_year(component.name, fiscal_year);
  for (auto& reason : finding.reasons) fill_year(reason, fiscal_year);
  for (auto& conflict : finding.conflicts) fill_year(conflict, fiscal_year);
  for (auto& miss : finding.near_misses) fill_year(miss.why, fiscal_year);
}

std::string unit_name(const std::string& role_id, const std::string& item,
                      const model::Rulebook& rulebook, const model::SiteProfile& profile,
                      const std::string& agency_type) {
  for (const auto& key : {item, role_id})
    if (const auto at = profile.units.find(key); at != profile.units.end()) return at->second;
  for (const auto& role : rulebook.roles) {
    if (role.id != role_id) continue;
    for (const auto& type : {agency_type, std::string("generic")})
      if (const auto at = role.by_agency.find(type); at != role.by_agency.end()) return at->second;
    return role.name.th;
  }
  return role_id;
}

const model::SubIndicator* sub_indicator(const model::Year& year, const std::string& id) {
  const auto at = std::ranges::find(year.sub_indicators, id, &model::SubIndicator::id);
  return at == year.sub_indicators.end() ? nullptr : &*at;
}

/// Everything about the item that does not depend on the site.
void describe_item(const model::YearItem& item, const model::Rulebook& rulebook,
                   const model::SiteProfile& profile, const std::string& agency_type,
                   text::Day as_of, model::Finding& finding) {
  finding.id = item.id;
  finding.title = item.title;
  finding.sub_indicator = item.sub_indicator;
  if (const auto* sub = sub_indicator(rulebook.year, item.sub_indicator))
    finding.indicator = sub->indicator;
  finding.points = item.points;
  if (finding.topic.empty()) finding.topic = rulebook.topics[item.topics.front()].id;
  const auto topic = std::ranges::find(rulebook.topics, finding.topic, &model::Topic::id);
  if (topic != rulebook.topics.end()) finding.action = topic->action;
  if (!item.action.th.empty()) finding.action = item.action;
  finding.basis = item.basis;
  finding.basis_note = item.note;
  finding.warns = item.warns;
  fill_year(finding, rulebook.year.fiscal_year);
  if (topic == rulebook.topics.end()) return;
  if (finding.role.empty() && !topic->units.empty()) finding.role = topic->units.front();
  finding.unit = unit_name(finding.role, item.id, rulebook, profile, agency_type);
  if (finding.status == model::Status::published) return;
  const auto deadline = profile.deadline.value_or(rulebook.year.deadline);
  finding.due = deadline;
  finding.overdue = as_of > deadline && needs_work(finding);
  finding.due_window = due_window(as_of, deadline);
}

/// The site itself could not be checked: every item is unverified for the same reason.
void judge_unreachable(const model::SiteFacts& facts, const model::Rulebook& rulebook,
                       model::Report& report) {
  model::PageFacts home;
  home.outcome = facts.home_outcome;
  const auto judged = judge_fetch(home);
  auto why = cause(judged && !judged->is_broken ? judged->code : "home_failed");
  if (facts.home_outcome == model::FetchOutcome::ok) why = cause("sign_in");
  const auto exact = judged ? cause(judged->code).text : why.text;
  const auto& address = facts.home.empty() ? facts.seed : facts.home;
  report.problems.push_back(
      {"home_failed",
       address.text(),
       {"เปิดหน้าแรกไม่ได้: " + exact.th, "the home page could not be opened: " +
                                          (facts.home_why.empty() ? exact.en : facts.home_why)}});
  for (const auto& item : rulebook.year.items) {
    model::Finding finding;
    finding.id = item.id;
    finding.status = model::Status::unverified;
    finding.cause = why;
    finding.wording = "none";
    finding.required.code = std::string(text::name_of(item.period));
    finding.required.fiscal_year = rulebook.year.fiscal_year;
    finding.reasons.push_back(why.text);
    if (exact != why.text) finding.reasons.push_back(exact);
    report.findings.push_back(std::move(finding));
  }
}

/// One file under several items is said with each: one of them may be meant for another.
void note_shared_files(std::vector<model::Finding>& findings) {
  std::map<std::string, std::vector<std::string>> items;  // by SHA-256
  const auto hash_of = [](const model::Finding& finding) -> std::string {
    const bool is_file = finding.status == model::Status::published && !finding.evidence.empty() &&
                         finding.evidence.front().text_from != "html";
    return is_file ? finding.evidence.front().sha256 : std::string();
  };
  for (const auto& finding : findings) items[hash_of(finding)].push_back(finding.id);
  items.erase("");
  for (auto& finding : findings) {
    const auto at = items.find(hash_of(finding));
    if (at == items.end() || at->second.size() < 2) continue;
    std::string others;
    for (const auto& id : at->second)
      if (id != finding.id) others += (others.empty() ? "" : ", ") + id;
    finding.reasons.push_back(
        {"ใช้ไฟล์เดียวกันกับข้อ " + others, "the same file also stands for " + others});
  }
}

/// A waiver that holds goes to its item's finding; one that has run out is told, so that somebody
/// mends the item or renews it.
void attach_waivers(const std::vector<model::Waiver>& waivers, model::Report& report) {
  for (const auto& waiver : waivers) {
    const auto at = std::ranges::find(report.findings, waiver.item, &model::Finding::id);
    if (at == report.findings.end()) continue;  // written for another year's list
    if (report.as_of <= waiver.until) {
      at->waiver = waiver;
      continue;
    }
    const auto day = day_words(waiver.until);
    report.problems.push_back(
        {"waiver_expired",
         "",
         {"ข้อยกเว้นของ " + waiver.item + " สิ้นสุดเมื่อ " + day.th + " (ผู้รับผิดชอบ: " + waiver.owner + ")",
          "the waiver of " + waiver.item + " ended on " + day.en + " (answered for by " +
              waiver.owner + ")"}});
  }
}

/// An agency that another sector's list assesses gets no score by the NACC's numbers.
void withhold_score(const model::Rulebook& rulebook, model::Report& report) {
  const auto* sector = sector_for(rulebook, report.agency_type, report.fiscal_year);
  if (sector == nullptr) return;
  report.score = {};
  report.score.given = false;
  const auto& name = sector->title;
  report.problems.push_back(
      {"sector_list",
       "",
       {"หน่วยงานประเภทนี้ประเมินตาม" + name.th +
            " จึงไม่ให้คะแนนตามรายการของ ป.ป.ช. ผลรายข้อใช้เป็นข้อมูลเท่านั้น",
        "an agency of this type is assessed by the " + (name.en.empty() ? name.th : name.en) +
            ": no score by the NACC's list is given, findings are for information only"}});
}

std::string outcome_of(const model::SiteFacts& facts) {
  if (facts.home_read) return "ok";
  using enum model::FetchOutcome;
  switch (facts.home_outcome) {
    case robots_disallowed:
      return "robots_blocked";
    case robots_unreachable:
      return "robots_unreachable";
    case no_such_host:
      return "no_such_host";
    case no_network:
      return "no_network";
    case timeout:
      return "timeout";
    case cancelled:
      return "cancelled";
    default:
      return "home_failed";
  }
}

}  // namespace

bool needs_work(const model::Finding& finding) {
  return needs_work(finding.status) && !finding.warns;
}

bool needs_work(model::Status status) {
  using enum model::Status;
  return status == incomplete || status == stale || status == broken || status == missing;
}

model::Report judge(const model::SiteFacts& facts, const model::Rulebook& rulebook,
                    const match::PhraseTable& phrases, const model::SiteProfile& profile,
                    text::Day as_of) {
  model::Report report;
  report.as_of = as_of;
  report.rulebook_id = rulebook.year.id;
  report.rulebook_revision = rulebook.year.revision + "+" + rulebook.revision.substr(0, 12);
  report.rulebook_title = rulebook.year.title;
  report.fiscal_year = rulebook.year.fiscal_year;
  report.provisional = rulebook.year.provisional;
  report.based_on = rulebook.year.based_on;
  report.items = rulebook.year.items.size();
  report.seed_url = facts.seed.text();
  report.final_url = facts.home.text();
  report.site_name = profile.name.empty() ? facts.name : profile.name;
  report.agency_type = profile.agency_type.empty() ? match::agency_type(report.site_name, rulebook)
                                                   : profile.agency_type;
  report.outcome = outcome_of(facts);
  report.pages = facts.pages.size();
  report.documents = facts.documents;
  report.requests = facts.requests;
  report.bytes = facts.bytes;
  report.coverage_read = facts.coverage.read;
  report.coverage_waiting = facts.coverage.waiting;
  report.limits_hit = facts.coverage.limits_hit;
  report.complete = facts.home_read && facts.coverage.limits_hit.empty();
  report.problems = facts.problems;
  const CandidateSet candidates(facts, rulebook, report.agency_type);
  const ItemContext context{facts, rulebook, phrases, candidates, as_of};
  if (!facts.home_read) {
    judge_unreachable(facts, rulebook, report);
  } else {
    for (const auto& item : rulebook.year.items)
      report.findings.push_back(judge_item(item, context));
  }
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const auto& item = rulebook.year.items[i];
    describe_item(item, rulebook, profile, report.agency_type, as_of, report.findings[i]);
    if (const auto at = profile.submitted.find(item.id); at != profile.submitted.end())
      report.findings[i].submitted = judge_submitted(item, at->second, report.findings[i], context);
  }
  note_shared_files(report.findings);
  attach_waivers(profile.waivers, report);
  report.features = find_features(facts, rulebook, report.findings);
  report.score = score(report.findings, rulebook.year);
  if (facts.home_read)
    for (auto& problem : tell_lists(candidates.lists(), rulebook))
      report.problems.push_back(std::move(problem));
  withhold_score(rulebook, report);
  return report;
}

}  // namespace oit::audit
