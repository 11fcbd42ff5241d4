#include "audit/period_reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <span>

namespace oit::audit {
namespace {

using text::PeriodCode;
using text::PeriodFit;
using text::PeriodForm;
using text::PeriodMention;
using Mentions = std::vector<PeriodMention>;

/// The year laws are named after says nothing, and the day a paper was written only dates
/// activities.
Mentions usable(const Mentions& mentions, const Demand& demand, bool days_count) {
  Mentions kept;
  for (const auto& mention : mentions) {
    if (mention.law_year) continue;
    if (mention.form == PeriodForm::day && !days_count && !is_activity(demand.code)) continue;
    kept.push_back(mention);
  }
  return kept;
}

/// A stated part of a year, which says more than the year beside it.
bool is_part(const PeriodMention& mention) {
  if (mention.form == PeriodForm::quarter || mention.form == PeriodForm::half_year) return true;
  return mention.form == PeriodForm::range && mention.span &&
         mention.span->last - mention.span->first >= std::chrono::days(27);
}

/// The mention that gives `mentions` their fit: a part of a year before a year, then the latest.
std::optional<PeriodMention> deciding(const Mentions& mentions, const Demand& demand,
                                      PeriodFit fit) {
  std::optional<PeriodMention> best;
  for (const auto& mention : mentions) {
    if (text::fit(demand.code, demand.fiscal_year, demand.as_of, mention) != fit) continue;
    const bool more_exact = best && is_part(mention) && !is_part(*best);
    const bool less_exact = best && is_part(*best) && !is_part(mention);
    const bool later = best && mention.span && best->span && mention.span->last > best->span->last;
    if (!best || more_exact || (later && !less_exact)) best = mention;
  }
  if (!best && !mentions.empty()) best = mentions.front();
  return best;
}

/// Tries one place; true when it decides.
bool decide(PeriodReading& reading, const Mentions& all, const Demand& demand,
            const std::string& place, bool inside, const std::string& quote,
            bool days_count = false) {
  const auto mentions = usable(all, demand, days_count);
  if (mentions.empty()) return false;
  const auto fit = text::fit(demand.code, demand.fiscal_year, demand.as_of, mentions);
  if (fit == PeriodFit::unknown) return false;
  if (reading.fit != PeriodFit::unknown) {  // something better decided already
    const bool was_right = reading.fit == PeriodFit::right || reading.fit == PeriodFit::partial;
    const bool is_right = fit == PeriodFit::right || fit == PeriodFit::partial;
    // The day a paper was signed only suggests its year: what states the year agrees with it.
    const bool was_signed = reading.place == "signature";
    if (reading.fit == PeriodFit::partial && fit == PeriodFit::right && !inside && was_signed) {
      reading.fit = fit;
    } else if (reading.fit == PeriodFit::partial && fit == PeriodFit::right && inside) {
      reading.fit = fit;
      reading.mention = deciding(mentions, demand, fit);
      reading.place = place;
    } else if (was_right != is_right && reading.conflicts.size() < 3) {
      const auto said = deciding(mentions, demand, fit);
      const auto what = said ? describe(*said) : model::LocalText{};
      reading.conflicts.push_back(
          {fmt::format("{} ระบุ {} แต่หลักฐานที่ตัดสินระบุเป็นอย่างอื่น", place, what.th),
           fmt::format("{} says {}, the deciding place says otherwise", place, what.en)});
    }
    return false;
  }
  reading.fit = fit;
  reading.place = place;
  reading.inside = inside;
  reading.mention = deciding(mentions, demand, fit);
  reading.quote = quote;
  return true;
}

bool names(const model::TitleLine& line, model::TopicIndex topic) {
  return std::ranges::find(line.topics, topic, &model::TopicHit::topic) != line.topics.end();
}

/// What lines that name the topic, and the line after each, say of the period.
Mentions bound_to(const std::vector<model::TitleLine>& lines, model::TopicIndex topic,
                  std::string* quote) {
  Mentions mentions;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!names(lines[i], topic) && (i == 0 || !names(lines[i - 1], topic))) continue;
    if (!lines[i].periods.empty() && quote->empty()) *quote = lines[i].text;
    mentions.insert(mentions.end(), lines[i].periods.begin(), lines[i].periods.end());
  }
  return mentions;
}

/// The period in the title of the topic's own paper, which may stand further on in the file: so it
/// does where the first paper only names the topic beside its own, and a later one's period fits.
Mentions bound_in(const model::PageFacts& page, model::TopicIndex topic, const Demand& demand,
                  std::string* quote) {
  const bool is_first = std::ranges::any_of(
      page.title_lines, [&](const model::TitleLine& line) { return names(line, topic); });
  const auto* main = main_subject(page);
  std::string later_quote;
  auto later = bound_to(page.later_lines, topic, &later_quote);
  const bool fits_later = main != nullptr && main->topic != topic &&
                          text::fit(demand.code, demand.fiscal_year, demand.as_of,
                                    usable(later, demand, false)) == PeriodFit::right;
  if (is_first && !fits_later) return bound_to(page.title_lines, topic, quote);
  *quote = later_quote;
  return later;
}

/// An analysis speaks of two years: last year's result and this year's measures. One that speaks of
/// the two years before is last year's paper, whatever its title says.
void decide_analysis(PeriodReading& reading, const model::PageFacts& page, const Demand& demand) {
  bool now = false, last = false, before = false;
  const PeriodMention* older = nullptr;
  for (const auto* dated : {&page.title_period, &page.table_period, &page.running_period}) {
    for (const auto& mention : dated->mentions) {
      if (mention.law_year || mention.form == PeriodForm::plan_years) continue;
      now = now || mention.year == demand.fiscal_year;
      last = last || mention.year == demand.fiscal_year - 1;
      if (mention.year == demand.fiscal_year - 2 && mention.form != PeriodForm::day) {
        before = true;
        older = &mention;
      }
    }
  }
  if (now || !last || !before) return;
  reading.fit = PeriodFit::earlier;
  reading.place = "title";
  reading.inside = true;
  reading.mention = *older;
  reading.quote = page.title_period.quote;
}

/// A list of year Y: an entry in it is for that assessment, whatever year the paper itself is
/// about.
void decide_index(PeriodReading& reading, const Claim& claim, const Demand& demand) {
  if (claim.index_year == 0) return;
  // In several lists: the one of the year assessed speaks for the entry.
  const bool own_list = reading.place == "index" && claim.index_year == demand.fiscal_year;
  if (reading.fit != PeriodFit::unknown && !own_list) return;
  reading.fit = claim.index_year == demand.fiscal_year  ? PeriodFit::right
                : claim.index_year < demand.fiscal_year ? PeriodFit::earlier
                                                        : PeriodFit::later;
  reading.place = "index";
  PeriodMention mention;
  mention.form = PeriodForm::fiscal_year;
  mention.year = mention.year_to = claim.index_year;
  mention.span = text::fiscal_year_span(claim.index_year);
  reading.mention = mention;
}

void read_outside(PeriodReading& reading, const Candidate& candidate, const Demand& demand) {
  static constexpr std::string_view kOrder[] = {"link",    "row",   "column",
                                                "heading", "index", "list"};
  for (const auto place : kOrder) {
    for (const auto& claim : candidate.claims) {
      if (claim.place != place) continue;
      if (place == "index")
        decide_index(reading, claim, demand);
      else
        decide(reading, claim.periods, demand, claim.place, false, "", place == "link");
    }
  }
}

}  // namespace

bool is_timeless(PeriodCode code) {
  return code == PeriodCode::current || code == PeriodCode::any_year;
}

bool is_activity(PeriodCode code) {
  return code == PeriodCode::done_fy || code == PeriodCode::news_fy;
}

PeriodReading read_claims(const Candidate& candidate, const Demand& demand) {
  PeriodReading reading;
  if (is_timeless(demand.code)) {
    reading.fit = PeriodFit::right;
    return reading;
  }
  read_outside(reading, candidate, demand);
  return reading;
}

PeriodReading read_period(const Candidate& candidate, const Demand& demand) {
  PeriodReading reading;
  if (is_timeless(demand.code)) {
    reading.fit = PeriodFit::right;
    return reading;
  }
  if (const auto* page = candidate.target) {
    std::string quote;
    const auto bound = bound_in(*page, candidate.topic, demand, &quote);
    const bool announced = is_activity(demand.code) || demand.code == PeriodCode::plan_fy;
    if (demand.code == PeriodCode::analysis_prev_ita) decide_analysis(reading, *page, demand);
    decide(reading, bound, demand, "title", true, quote);
    decide(reading, page->title_period.mentions, demand, "title", true, page->title_period.quote);
    const bool rows_of_a_list =
        is_activity(demand.code) && page->text_from == model::TextFrom::html;
    if (!rows_of_a_list)
      decide(reading, page->table_period.mentions, demand, "table", true, page->table_period.quote);
    if (announced)
      decide(reading, page->signing_period.mentions, demand, "signature", true,
             page->signing_period.quote, true);
    if (is_activity(demand.code) && !page->signals.post_days.empty()) {
      Mentions posts;
      for (const auto day : page->signals.post_days) {
        PeriodMention mention;
        mention.form = PeriodForm::day;
        mention.span = text::DaySpan{day, day};
        posts.push_back(mention);
      }
      decide(reading, posts, demand, "body", true, "");
    }
  }
  read_outside(reading, candidate, demand);
  if (const auto* page = candidate.target) {
    decide(reading, page->name_period.mentions, demand, "file_name", false, page->file_name);
    decide(reading, page->metadata_period.mentions, demand, "metadata", false,
           page->metadata_period.quote);
  }
  return reading;
}

model::LocalText describe(const PeriodMention& mention) {
  const auto day = [](text::Day at) {
    const std::chrono::year_month_day date(at);
    return fmt::format("{}/{}/{}", static_cast<unsigned>(date.day()),
                       static_cast<unsigned>(date.month()), static_cast<int>(date.year()) + 543);
  };
  switch (mention.form) {
    case PeriodForm::fiscal_year:
      return {fmt::format("ปีงบประมาณ {}", mention.year), fmt::format("FY{}", mention.year)};
    case PeriodForm::bare_year:
      return {fmt::format("ปี {}", mention.year), fmt::format("year {}", mention.year)};
    case PeriodForm::plan_years:
      return {fmt::format("พ.ศ. {}–{}", mention.year, mention.year_to),
              fmt::format("{}–{}", mention.year, mention.year_to)};
    case PeriodForm::day:
      if (mention.span) return {day(mention.span->first), day(mention.span->first)};
      break;
    default:
      break;
  }
  if (!mention.span) return {"ช่วงที่ไม่ระบุปี", "a period without a year"};
  return {fmt::format("{} – {}", day(mention.span->first), day(mention.span->last)),
          fmt::format("{} – {}", day(mention.span->first), day(mention.span->last))};
}

}  // namespace oit::audit
