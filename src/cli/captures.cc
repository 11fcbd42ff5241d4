#include "cli/captures.h"

#include <utility>

#include "base/clock.h"
#include "scan/capture_options.h"
#include "scan/run_options.h"

namespace oit::cli {

void record_sites(store::RecordingFetcher& recorder, const scan::ScanOptions& options,
                  bool can_recognise,
                  std::function<const model::Rulebook&(const model::SiteEntry&)> rulebook_of,
                  scan::SiteServices& services) {
  services.begins = [&recorder, options, can_recognise, rulebook_of](
                        model::Owner owner, const model::SiteEntry& entry) {
    const auto& rulebook = rulebook_of(entry);
    store::SiteHead head;
    head.site = entry.id;
    head.requested = entry.requested;
    head.seed = entry.url.text();
    head.name = entry.profile.name;
    head.tool = "oitcheck/" + options.tool_version;
    head.rulebook = rulebook.year.id;
    head.as_of = options.as_of;
    head.options = scan::write_capture_options({entry, options, rulebook.revision, can_recognise});
    head.started_at = SystemClock().now();
    return recorder.begin_site(owner, head);
  };
  services.ends = [&recorder](model::Owner owner, const model::SiteEntry&,
                              const model::SiteFacts& facts,
                              const std::function<void(Result<bool>)>& done) {
    const auto& coverage = facts.coverage;
    recorder.end_site(owner, {coverage.read, coverage.limits_hit, coverage.limits_hit.empty()},
                      [done](const Result<std::filesystem::path>& ended) {
                        done(ended ? Result<bool>(true) : Result<bool>(pass_on(ended)));
                      });
  };
}

Result<CapturedSite> read_captured_site(const store::SiteHead& head) {
  auto read = scan::read_capture_options(head.options);
  if (!read) return pass_on(read);
  read->options.as_of = head.as_of;
  return CapturedSite{std::move(read->entry), std::move(read->options), head.rulebook,
                      std::move(read->revision), read->can_recognise};
}

}  // namespace oit::cli
