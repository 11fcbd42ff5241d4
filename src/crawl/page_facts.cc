#include "crawl/page_facts.h"

#include <algorithm>
#include <set>

#include "base/sha256.h"
#include "crawl/dated.h"
#include "crawl/facts_reader.h"
#include "crawl/signals.h"
#include "match/label_key.h"
#include "text/infer_years.h"
#include "text/item_code.h"
#include "text/match_key.h"
#include "text/normal.h"

namespace oit::crawl {
namespace {

constexpr std::size_t kHeadings = 40, kHeadingBytes = 480, kZoneHeadings = 3;
constexpr std::size_t kPostBytes = 900;  // a block longer than this is an article, not a list entry
constexpr std::size_t kPostDays = 60;
constexpr std::size_t kTableBytes = 6000, kRunningBytes = 6000;
constexpr std::size_t kArticleLetters = 60;
constexpr std::size_t kFewBytes = 600;   // of content beside a picture that is the paper
constexpr std::uint64_t kImageRole = 4;  // blocks have 1 to 3

std::string_view text_of(const model::Page& page, const model::Block& block) {
  return std::string_view(page.text).substr(block.begin, block.end - block.begin);
}

std::uint64_t hash_of(const model::Page& page, const model::Block& block) {
  constexpr std::uint64_t kHeadingRole = 1, kTextRole = 2, kLinkRole = 3;
  const auto role = block.kind == model::BlockKind::heading ? kHeadingRole : kTextRole;
  return stable_hash(text_of(page, block), block.link_bytes > 0 ? kLinkRole : role);
}

/// Parts of a page title between " - ", " | ", "::", "»" and the like.
std::vector<std::string> title_parts(std::string_view title) {
  static constexpr std::string_view kBorders[] = {" - ", " | ", "|",   " :: ", "::", " » ",
                                                  "»",   " – ", " — ", " : ",  " / "};
  std::vector<std::string> parts;
  while (!title.empty()) {
    std::size_t at = std::string_view::npos, length = 0;
    for (const auto border : kBorders) {
      const auto found = title.find(border);
      if (found < at) at = found, length = border.size();
    }
    if (const auto part = title.substr(0, at); !part.empty()) parts.emplace_back(part);
    if (at == std::string_view::npos) break;
    title.remove_prefix(at + length);
  }
  return parts;
}

void read_title(const model::Page& page, const SiteContext& site, bool is_home, PageZones& zones) {
  const auto known = title_parts(site.home_title);
  if (!is_home && page.title != site.home_title)
    for (const auto& part : title_parts(page.title))
      if (std::ranges::find(known, part) == known.end()) zones.title += part + "\n";
  std::size_t taken = 0;
  for (const auto& heading : zones.headings) {
    if (is_home || taken == kZoneHeadings) break;
    zones.title += heading + "\n";
    ++taken;
  }
}

/// A page without headings usually opens with its subject in plain text.
void add_first_line(const model::Page& page, PageZones& zones) {
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (!zones.is_content[i] || page.blocks[i].link_bytes > 0) continue;
    const auto text = text_of(page, page.blocks[i]);
    const bool is_entry = page.blocks[i].kind == model::BlockKind::row &&
                          !text::find_item_codes(text).empty();  // of an index
    if (text.size() < 9 || is_entry) continue;
    zones.title += std::string(text.substr(0, kHeadingBytes)) + "\n";
    if (const auto at = zones.content.find(text); at != std::string::npos)
      zones.heading_spans.emplace_back(at, at + text.size());
    return;
  }
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto at = text.find('\n');
    if (at > 0) lines.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) break;
    text.remove_prefix(at + 1);
  }
  return lines;
}

void read_posts(const model::Page& page, const PageZones& zones, model::PageFacts& facts) {
  auto& days = facts.signals.post_days;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const auto text = text_of(page, page.blocks[i]);
    if (!zones.is_post[i] || text.size() > kPostBytes || !text::has_digit(text)) continue;
    for (const auto& mention : text::find_periods(text)) {
      if (mention.form != text::PeriodForm::day || !mention.span) continue;
      ++facts.signals.posts;
      days.push_back(mention.span->first);
      break;
    }
  }
  std::ranges::sort(days, std::ranges::greater());
  if (days.size() > kPostDays) days.resize(kPostDays);
}

/// Short entries without a link that state a nil ("มกราคม 2566 : ไม่มีการจัดซื้อจัดจ้าง") and a month.
void read_nil(const model::Page& page, const PageZones& zones, const WordLists& words,
              model::PageFacts& facts) {
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const auto text = text_of(page, page.blocks[i]);
    if (!zones.is_content[i] || page.blocks[i].link_bytes > 0 || text.size() > kPostBytes) continue;
    if (!words.has("nil", text::make_match_key(text, false).bytes)) continue;
    add_dated(text, facts.nil_period);
  }
  text::infer_years(facts.nil_period.mentions, text::only_year(facts.title_period.mentions));
}

void read_amounts(const model::Page& page, const PageZones& zones, model::PageFacts& facts) {
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const auto& block = page.blocks[i];
    if (block.in_menu) continue;
    const auto text = text_of(page, block);
    const auto letters = count_letters(text);
    facts.letters += letters;
    if (!zones.is_content[i] || block.kind == model::BlockKind::heading) continue;
    const auto bytes = std::max<std::size_t>(1, text.size());
    const auto linked = std::min(bytes, block.link_bytes);
    facts.content_letters += letters * (bytes - linked) / bytes;
  }
}

/// Captions, rows and heads of tables, and short lines that name a stretch of time.
std::string table_lines(const model::Page& page, const PageZones& zones) {
  std::string lines;
  for (std::size_t i = 0; i < page.blocks.size() && lines.size() < kTableBytes; ++i) {
    const auto& block = page.blocks[i];
    const auto text = text_of(page, block);
    if (!zones.is_content[i] || block.unfilled) continue;
    const bool tabular =
        block.kind == model::BlockKind::row || block.kind == model::BlockKind::caption;
    const bool stretch = !tabular && block.link_bytes == 0 && text.size() < kPostBytes &&
                         text::has_digit(text) && names_stretch(text);
    if (tabular || stretch) lines.append(text.substr(0, 300)).push_back('\n');
  }
  // A picture's own words date it where the page says little else.
  for (std::size_t i = 0; i < page.images.size() && zones.content.size() < kFewBytes; ++i)
    if (zones.image_is_content[i] && text::has_digit(page.images[i].alt))
      lines.append(page.images[i].alt.substr(0, 300)).push_back('\n');
  for (const auto& table : page.tables)
    if (!table.in_menu && lines.size() < kTableBytes) lines.append(table.header).push_back('\n');
  return lines;
}

/// Text that begins "เมื่อวันที่ 3 มกราคม 2566 …" tells what happened: it is no paper.
bool opens_like_news(const model::Page& page, const PageZones& zones, const WordLists& words) {
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const auto& block = page.blocks[i];
    if (!zones.is_content[i] || block.kind == model::BlockKind::heading || block.link_bytes > 0)
      continue;
    const auto text = text_of(page, block);
    if (count_letters(text) < kArticleLetters) continue;  // the day it was put up, a caption
    const auto begins = [&](std::string_view list) {
      return std::ranges::any_of(words.raw(list),
                                 [&](const auto& word) { return text.starts_with(word); });
    };
    return begins("news_openings") ||
           (begins("news_openings_with_person") && !find_persons(text, words).empty());
  }
  return false;
}

void keep_longest(const model::TopicHit& hit, std::vector<model::TopicHit>& hits) {
  const auto same = std::ranges::find(hits, hit.topic, &model::TopicHit::topic);
  if (same == hits.end())
    hits.push_back(hit);
  else if (same->length < hit.length)
    *same = hit;
}

}  // namespace

namespace {

/// A period that begins on line `i` and ends on the next is the first line's: "(พ.ศ. ๒๕๖๕" "–
/// ๒๕๖๘)".
void join_wrapped_period(const std::vector<std::string>& lines, std::size_t i,
                         std::vector<model::TitleLine>& out) {
  const auto border = lines[i].size();
  for (auto& mention : text::find_periods(lines[i] + "\n" + lines[i + 1])) {
    if (mention.begin >= border || mention.end <= border) continue;
    std::erase_if(out[i].periods, [&](const auto& one) { return one.begin >= mention.begin; });
    std::erase_if(out[i + 1].periods,
                  [&](const auto& one) { return one.end + border + 1 <= mention.end; });
    mention.end = border;
    out[i].periods.push_back(std::move(mention));
    return;
  }
}

}  // namespace

std::vector<model::TitleLine> read_title_lines(const std::vector<std::string>& lines, bool joined,
                                               const match::TopicMatcher& topics) {
  std::vector<model::TitleLine> out;
  for (const auto& line : lines) {
    auto named = topics.named(match::make_label_key(line).bytes);
    out.push_back({line.substr(0, 240), std::move(named.topics), text::find_periods(line),
                   std::move(named.denied)});
  }
  if (!joined) return out;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) join_wrapped_period(lines, i, out);
  std::vector<std::vector<model::TopicHit>> own;
  for (const auto& line : out) own.push_back(line.topics);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    std::string together = lines[i];
    for (std::size_t more = 1; more <= 2 && i + more < lines.size(); ++more) {
      together += " " + lines[i + more];
      for (const auto& hit : topics.topics(together)) {
        // What one of the lines says alone is that line's; only what they say together is all's.
        const bool alone = std::any_of(
            own.begin() + static_cast<std::ptrdiff_t>(i),
            own.begin() + static_cast<std::ptrdiff_t>(i + more + 1), [&](const auto& hits) {
              const auto at = std::ranges::find(hits, hit.topic, &model::TopicHit::topic);
              return at != hits.end() && at->length >= hit.length;
            });
        for (std::size_t line = i; !alone && line <= i + more; ++line)
          keep_longest(hit, out[line].topics);
      }
    }
  }
  return out;
}

std::vector<model::TopicHit> best_topics(const std::vector<model::TitleLine>& lines) {
  std::vector<model::TopicHit> best;
  for (const auto& line : lines)
    for (const auto& hit : line.topics) keep_longest(hit, best);
  std::ranges::stable_sort(best, std::ranges::greater(), &model::TopicHit::length);
  return best;
}

PageZones read_zones(const model::Page& page, const SiteContext& site, bool is_home) {
  PageZones zones;
  zones.is_content.reserve(page.blocks.size());
  zones.hashes.reserve(page.blocks.size());
  for (const auto& block : page.blocks) {
    zones.hashes.push_back(hash_of(page, block));
    const bool known = !is_home && site.known_blocks.contains(zones.hashes.back());
    zones.is_content.push_back(!block.in_menu && !known);
    zones.is_post.push_back(!block.in_menu &&
                            (is_home || !site.inner_blocks.contains(zones.hashes.back())));
    if (!zones.is_content.back()) continue;
    const auto text = text_of(page, block);
    if (block.kind == model::BlockKind::heading)
      zones.heading_spans.emplace_back(zones.content.size(), zones.content.size() + text.size());
    zones.content.append(text).push_back('\n');
    if (block.kind == model::BlockKind::heading && zones.headings.size() < kHeadings)
      zones.headings.emplace_back(text.substr(0, kHeadingBytes));
  }
  for (const auto& image : page.images) {
    zones.hashes.push_back(stable_hash(image.source, kImageRole));
    const bool known = !is_home && site.known_blocks.contains(zones.hashes.back());
    zones.image_is_content.push_back(!image.in_menu && !known);
  }
  read_title(page, site, is_home, zones);
  if (zones.headings.empty() && !is_home) add_first_line(page, zones);
  return zones;
}

void read_outline(const model::Page& page, const PageZones& zones,
                  const match::TopicMatcher& topics, model::PageFacts& facts) {
  const auto title_lines = lines_of(zones.title);
  facts.title = title_lines.empty() ? page.title : title_lines.front();
  facts.headings = zones.headings;
  facts.title_lines = read_title_lines(title_lines, false, topics);
  facts.title_topics = best_topics(facts.title_lines);
  for (const auto& heading : zones.headings)
    for (const auto& hit : topics.topics(heading)) keep_longest(hit, facts.heading_topics);
  std::ranges::stable_sort(facts.heading_topics, std::ranges::greater(), &model::TopicHit::length);
  for (const auto& line : title_lines)
    facts.reads_like_news = facts.reads_like_news || topics.reads_like_news(line);
  facts.title_period = read_dated(zones.title);
  text::infer_years(facts.title_period.mentions, text::only_year(facts.title_period.mentions));
  read_amounts(page, zones, facts);
}

void read_details(const model::Page& page, const PageZones& zones, const WordLists& words,
                  model::PageFacts& facts) {
  facts.reads_like_news = facts.reads_like_news || opens_like_news(page, zones, words);
  facts.table_period = read_dated(table_lines(page, zones));
  text::infer_years(facts.table_period.mentions, text::only_year(facts.title_period.mentions));
  read_nil(page, zones, words, facts);
  facts.signing_period = read_signing(zones.content, words);
  if (text::has_digit(zones.content))
    facts.running_period = read_dated(std::string_view(zones.content).substr(0, kRunningBytes));
  read_posts(page, zones, facts);
}

std::uint64_t hash_without_numbers(std::string_view content) {
  std::string words(content.size(), '\0');
  std::size_t kept = 0;
  for (const char c : content) {
    words[kept] = c;
    kept += c < '0' || c > '9' ? 1U : 0U;
  }
  words.resize(kept);
  return words.empty() ? 0 : stable_hash(words);
}

void mark_index(const WordLists& words, model::PageFacts& facts) {
  std::set<int> codes;
  std::set<model::TopicIndex> subjects;
  for (const auto& link : facts.links) {
    if (link.link.in_menu) continue;
    codes.insert(link.codes.begin(), link.codes.end());
    for (const auto* hits : {&link.by_label, &link.by_row})
      if (!hits->empty()) subjects.insert(hits->front().topic);
  }
  std::string top = facts.title;
  for (const auto& heading : facts.headings) top += "\n" + heading;
  bool says_so = false;
  for (const auto& line : lines_of(top))
    says_so = says_so || words.has("collecting", text::make_match_key(line, false).bytes);
  facts.collects = says_so;
  facts.is_index = codes.size() >= 4 || (says_so && (codes.size() >= 2 || subjects.size() >= 5));
  if (facts.is_index || says_so) facts.index_year = text::only_year(facts.title_period.mentions);
}

}  // namespace oit::crawl
