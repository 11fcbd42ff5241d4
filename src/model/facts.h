#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/compact.h"
#include "model/document.h"
#include "model/fetch.h"
#include "model/page.h"
#include "model/rulebook.h"
#include "text/dates.h"
#include "url/url.h"

namespace oit::model {

/// One topic that some words name, and how strongly.
struct TopicHit {
  TopicIndex topic = kNoTopic;
  std::uint16_t length = 0;  ///< letters of the longest phrase that named it
  bool prescribed = false;   ///< by an official name, not only by a lead word
  bool operator==(const TopicHit&) const = default;
};

/// A period read somewhere, and the words it was read from.
struct DatedText {
  std::vector<text::PeriodMention> mentions;
  std::string quote;  ///< as people see it, at most 160 characters
};

/// A known phrase found in the content of a page or document.
struct PhraseFact {
  std::uint32_t phrase = 0;          ///< index in the reader's phrase table (match::PhraseTable)
  std::uint32_t quote = UINT32_MAX;  ///< index in PageFacts::phrase_quotes; UINT32_MAX: not kept
  bool in_text = false;              ///< also outside the title and headings
};

/// A part of a page or document under whose words stands only that there is nothing yet.
struct EmptySection {
  std::string text;                    ///< the heading, or the row that says so itself
  std::vector<std::uint32_t> phrases;  ///< known phrases in it, as PhraseFact::phrase; sorted
  bool under_heading = false;          ///< a heading of the page, with nothing else below it
  bool not_yet = false;                ///< says that it is not done yet, not that it is not there
  int item = 0;                        ///< the item number it stands under; 0 if none
};

/// What a link says about itself. Kept by the dozen per page, so its lists are compact.
struct LinkFact {
  Link link;
  Compact<TopicHit> by_label;    ///< the label alone; best first
  Compact<TopicHit> by_row;      ///< its row, when the label names nothing
  Compact<TopicHit> by_context;  ///< column, accordion and heading, when label and row name nothing
  Compact<TopicIndex> denied;    ///< the label seems to name, but for a look-alike
  Compact<int> codes;            ///< item numbers in label or row, as printed
  Compact<text::PeriodMention> label_periods, row_periods, column_periods;
  Compact<text::PeriodMention> context_periods;  ///< accordion and headings, innermost first
  bool has_periods = false;                      ///< those four were read
  bool generic = false;  ///< the label names nothing ("ดาวน์โหลด", "คลิก", a month, a number)
  bool collecting = false;  ///< leads to an index page (ITA, OIT, ข้อมูลข่าวสาร)
  bool news = false;           ///< stands under news words, or reads like a dated post
  bool back = false;           ///< leads back by its words ("กลับหน้าหลัก")
  std::uint64_t identity = 0;  ///< hash of the target's key and the label
};

/// A row of an index without a link that states a nil: "O29 … ไม่มีเรื่องร้องเรียน".
struct NilRow {
  int item = 0;  ///< the number it stands under, as printed
  std::string text;
  std::vector<text::PeriodMention> periods;  ///< its own, or of the year's heading above it
};

/// Signals of a page that checks ask about.
struct Signals {
  std::vector<std::string> phones, emails;    ///< as written, at most 5 each
  std::vector<std::string> content_contacts;  ///< phones and e-mails outside menus and footers
  std::string address_quote, map_quote, chat_quote;
  std::string board_quote;                 ///< what tells that it is a web board
  std::vector<std::string> person_quotes;  ///< names with title, at most 12
  int persons = 0;
  int content_images = 0;  ///< images in the content that are no icons
  int tables = 0, table_rows = 0;
  int blank_tables = 0;  ///< of these: rows that are named but not filled in
  int forms = 0;         ///< forms one can write in, search and log-in forms not counted
  bool login_form = false;
  std::string form_text;                  ///< words of the largest form in the content
  std::vector<std::string> widgets;       ///< known chat scripts and classes of viewers found
  std::vector<url::Url> social;           ///< accounts linked to
  std::vector<std::string> portal_links;  ///< known outside portals linked to from the content
  int documents = 0;                      ///< links in the content that look like files
  int posts = 0;                          ///< dated entries in the content
  std::vector<text::Day> post_days;       ///< their days, newest first, at most 60
};

/// How a page or document's text was got.
enum class TextFrom : std::uint8_t { none, html, pdf_text, plain_text, office_text, ocr };

std::string_view name_of(TextFrom from);

/// A line of a title zone: the subjects it names, alone or with its neighbour, and its periods.
struct TitleLine {
  std::string text;  ///< at most 240 bytes
  std::vector<TopicHit> topics;
  std::vector<text::PeriodMention> periods;
  std::vector<TopicIndex> denied;  ///< it seems to name, but for a look-alike
};

/// What a drive said of the file or folder it was asked for.
enum class DriveAnswer : std::uint8_t {
  none,     ///< no drive was asked
  file,     ///< its bytes: open to all
  folder,   ///< a list of files
  page,     ///< a page that is the content itself
  empty,    ///< a folder without files, a file without bytes
  sign_in,  ///< only for who has an account
  gone,     ///< deleted
  quota,    ///< downloaded too often for now
  confirm,  ///< asks whether to download what it cannot scan for viruses
  unknown   ///< something else
};

/// What one address gave, shrunk to what judging needs.
struct PageFacts {
  url::Url url;  ///< as first asked for (the frontier's key)
  url::Url final_url;
  FetchOutcome outcome = FetchOutcome::cancelled;
  int status = 0;
  std::string why;
  BodyKind kind = BodyKind::none;
  TextFrom text_from = TextFrom::none;
  DocumentOutcome document = DocumentOutcome::ok;  ///< for documents
  ParseStop parse_stop = ParseStop::none;
  bool truncated = false;
  bool partly_read = false;  ///< a document of which some part was not read
  bool soft_404 = false;     ///< says "not found" with status 200, or equals the probe
  bool redirected_home = false;
  bool sign_in = false;  ///< asks to sign in
  bool needs_script = false;
  bool rendered = false;         ///< as a browser drew it, scripts and all
  bool drawing_failed = false;   ///< a browser was asked for it and gave up
  bool holds_unread = false;     ///< as Page::unread
  bool by_guess = false;         ///< only a literal of a script led here
  bool year_unreadable = false;  ///< OCR saw a year it could not read
  int pages_recognised = 0;      ///< pages whose text OCR read
  bool recognise_spent = false;  ///< OCR was wanted, but the site's budget was spent
  bool unreadable = false;  ///< OCR was tried and found no words, or its pictures are not there
  bool is_brief = false;    ///< about no subject asked for: only title, links and amounts were read
  url::Url refresh;         ///< where the page sends its reader at once; empty when it keeps him
  bool is_home = false;
  bool copies_home = false;  ///< shows nearly the same blocks as the home page
  bool home_level = false;   ///< home, a frame of it, or the page behind a splash page
  bool off_site = false;     ///< another host than the site's, no subdomain of it
  DriveAnswer drive = DriveAnswer::none;
  std::size_t from = 0;    ///< index in SiteFacts::pages of the page whose link led here
  bool from_news = false;  ///< that link stands among posts
  std::string from_label;  ///< label of that link; empty for home, sitemap and declared addresses
  bool mojibake = false;
  TlsProblem tls_problem = TlsProblem::none;
  std::string charset, sha256, content_type, file_name, last_modified, etag;
  std::size_t bytes = 0;
  std::chrono::system_clock::time_point fetched_at{};

  std::string title;                     ///< page title or document's first heading line
  std::vector<std::string> headings;     ///< of the content, at most 40, 160 characters each
  std::vector<TopicHit> title_topics;    ///< by title, first headings, or a document's title zone
  std::vector<TopicHit> heading_topics;  ///< by any other heading of the content
  std::vector<TopicHit> body_topics;     ///< by lines of the content
  std::vector<TitleLine> title_lines;    ///< the title zone, line by line
  std::vector<TitleLine> later_lines;    ///< titles of further papers in a document, at most 60
  DatedText title_period;                ///< all of the title zone
  DatedText table_period;                ///< table heads and captions, column heads
  DatedText nil_period;                  ///< rows that say there was nothing in their months
  DatedText signing_period;  ///< "ประกาศ ณ วันที่", "ลงวันที่", the date of a post
  DatedText running_period;  ///< anywhere else: never decides
  DatedText name_period;     ///< file name
  DatedText metadata_period;
  std::vector<PhraseFact> phrases;  ///< sorted by phrase
  /// The words around the first place of those phrases that a component of the page's subjects asks
  /// for, as people see them.
  std::vector<std::string> phrase_quotes;
  std::vector<EmptySection> empty_sections;  ///< at most 24
  Signals signals;
  std::size_t content_letters = 0;     ///< letters of the content outside links and menus
  std::size_t letters = 0;             ///< letters of everything outside menus
  int page_count = 0;                  ///< of a document
  bool reads_like_news = false;        ///< its title is a headline
  int figures = 0;                     ///< numbers of a short content that are no date, at most 40
  bool blank_form = false;             ///< a document whose fields are dotted lines still
  int rows_done = 0, rows_undone = 0;  ///< lines that say a task is (being) done, or not begun
  int amounts = 0;  ///< numbers of three and more digits that are no dates, at most 40
  int rows_settled = 0, rows_open = 0;  ///< numbered rows with two amounts, or ending in their only
  bool only_cover = false;              ///< a document of so little text that it is a cover sheet
  bool is_index = false;           ///< an ITA/OIT index page: several item codes or titles in rows
  bool collects = false;           ///< its title says that it leads to what must be disclosed
  int index_year = 0;              ///< fiscal year its own title names; 0 if none
  std::vector<NilRow> nil_rows;    ///< of an index
  std::vector<LinkFact> links;     ///< kept: links of the content, and menu links on first sight
  std::vector<url::Url> embedded;  ///< frames, objects and viewers that hold the content
  std::uint64_t text_hash = 0;     ///< of the content without its digits; 0 when it has none
  std::vector<std::string> agencies;  ///< other local agencies named in the title zone
  bool names_own_agency = false;      ///< the site's own agency is named anywhere in it
  bool under_construction = false;    ///< says that it is still being made
};

/// Something of the site itself that went wrong or deserves a line in the report.
struct SiteProblem {
  std::string category;  ///< closed list of the report schema
  std::string url;
  LocalText text;
};

/// What kept the crawl from reading everything.
struct Coverage {
  std::size_t read = 0;             ///< addresses asked for
  std::size_t waiting = 0;          ///< addresses known, allowed and not asked for
  std::size_t waiting_scoring = 0;  ///< of these, links that score for a topic or collecting word
  std::vector<TopicIndex> waiting_topics;  ///< topics some waiting link scores for, sorted
  bool waiting_menu = false;               ///< some link of the home page itself was not read
  bool waiting_collecting = false;         ///< some waiting link leads to an index page
  /// Why the home page and the indexes prove no absence though nothing waits: the code of a cause.
  /// Empty when they do.
  std::string gap;
  std::vector<std::string> limits_hit;  ///< "max_pages", "max_time", … in the order they bit
};

/// Everything a crawl learned about one site; what `audit` judges.
struct SiteFacts {
  url::Url seed, home;
  std::string name;  ///< given by the user, or read from the home page
  bool home_read = false;
  FetchOutcome home_outcome = FetchOutcome::cancelled;
  std::string home_why;
  bool robots_blocks_all = false;
  bool robots_unreachable = false;
  std::vector<PageFacts> pages;    ///< in the order they were asked for: the same in every run
  std::vector<url::Url> declared;  ///< addresses the user declared, in item order
  Coverage coverage;
  std::vector<SiteProblem> problems;
  std::size_t requests = 0, bytes = 0, documents = 0;
};

}  // namespace oit::model
