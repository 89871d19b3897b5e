// hotline open311 RULES --db FILE --view VIEW: service requests as Open311's GeoReport v2 shows them.
#include "hotline/report/open311.hpp"

#include <fmt/format.h>

#include "commands.hpp"
#include "files.hpp"
#include "hotline/core/in_force.hpp"
#include "hotline/rules/zone_of.hpp"
#include "hotline/store/store.hpp"
#include "kept.hpp"
#include "rules_file.hpp"

namespace hotline {
namespace {

std::optional<Open311View> load_view(const std::string& file, const Rules& rules, World& world) {
  const auto text = read_file(file);
  if (!text) return world.fail(text.error()), std::nullopt;
  Open311Reading reading = read_open311_view(*text, file, rules);
  for (const Finding& fault : reading.faults) world.err << to_text(fault) << '\n';
  return std::move(reading.view);
}

struct Asked {
  std::optional<std::string> status;
  std::optional<Instant> from;
  std::optional<Instant> to;

  bool wants(const Case& matter, const ServiceRequest& request) const {
    const Instant requested = matter.tickets.front().opened_at;
    return (!status || request[1] == *status) && (!from || requested >= *from) && (!to || requested < *to);
  }
};

Result<Asked> read_asked(const Open311Args& args, const Rules& rules) {
  Asked asked{args.status, {}, {}};
  if (args.out)
    if (const auto possible = can_write(*args.out); !possible) return tl::make_unexpected(possible.error());
  const auto read = [&](std::string_view option, const std::optional<std::string>& text,
                        std::optional<Instant>& into) -> Result<void> {
    if (!text) return {};
    return read_instant(option, *text, zone_of(rules)).map([&](Instant at) { into = at; });
  };
  return read("--from", args.from, asked.from).and_then([&] { return read("--to", args.to, asked.to); }).map([&] {
    return asked;
  });
}

Result<std::vector<ServiceRequest>> requests_in(Store& store, const Rules& rules, const Open311View& view,
                                                const Asked& asked) {
  InForce in_force(rules);
  std::vector<ServiceRequest> requests;
  const auto visited = each_case_id(store, [&](const CaseId& id) {
    return kept_case(store, id).map([&](const KeptCase& kept) {
      if (!kept.matter.exists()) return;
      if (in_force.version(kept.matter.rules) == nullptr) {  // shown by the rules that were asked with
        Rules same = rules;
        same.version = kept.matter.rules;
        in_force.keep(std::move(same));
      }
      auto request = service_request(kept.matter, view, in_force);
      if (request && asked.wants(kept.matter, *request)) requests.push_back(std::move(*request));
    });
  });
  if (!visited) return tl::make_unexpected(visited.error());
  return requests;
}

}  // namespace

int run_open311(const Open311Args& args, World& world) {
  const auto rules = load_rules(args.rules, world);
  if (!rules) return no_answer;
  const auto view = load_view(args.view, *rules, world);
  if (!view) return no_answer;
  const auto asked = read_asked(args, *rules);
  if (!asked) return world.fail(asked.error());
  const auto store = open_kept(args.db);
  if (!store) return world.fail(store.error());
  const auto requests = requests_in(**store, *rules, *view, *asked);
  if (!requests) return world.fail(requests.error());
  const std::string text = args.format == "xml" ? to_open311_xml(*requests) : to_open311_json(*requests);
  if (args.out) {
    const auto written = write_file(*args.out, text);
    return written ? answered : world.fail(written.error());
  }
  world.out << text;
  return answered;
}

}  // namespace hotline
