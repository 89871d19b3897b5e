#include "hotline/measure/scheme.hpp"

#include <algorithm>
#include <set>

namespace hotline {
namespace {

using Rates = std::map<std::string, RatesByRow>;

Fraction rate_of(const Rates& rates, const std::string& measure, const std::string& row) {
  const auto found = rates.find(measure);
  if (found == rates.end()) return {};
  const auto rate = found->second.find(row);
  return rate == found->second.end() ? Fraction{} : rate->second;
}

Points in_full(const LinearScore& line) { return Points{line.full * 100}; }

struct Appraiser {
  const Scheme& scheme;
  const Rates& rates;
  const std::vector<std::string>& group;  // those it is shared with

  std::optional<Points> points_of(const SchemePart& part, const std::string& row) const {
    const Fraction rate = rate_of(rates, part.measure, row);
    if (part.counts == SchemePart::Counts::share) return share_of(part, rate);
    if (part.counts == SchemePart::Counts::each) return lost(part, rate);
    if (rate.of == 0) return part.full_when_empty ? std::optional{in_full(part.line)} : std::nullopt;
    if (part.counts == SchemePart::Counts::any) return rate.hits > 0 ? in_full(part.line) : Points{};
    return score(part.line, rate);
  }

  Scored scored(const std::string& row) const {
    Scored scored{row, {}, {}, scheme.start, std::nullopt};
    for (const GivenPoints& given : scheme.given)
      if (given.of.empty() || given.of == row) scored.given = scored.given + given.points;
    scored.total = *scored.total + scored.given;
    for (const SchemePart& part : scheme.parts) {
      const auto earned = points_of(part, row);
      scored.parts.push_back(earned);
      scored.total = earned && scored.total ? std::optional{*scored.total + *earned} : std::nullopt;
    }
    return scored;
  }

 private:
  std::optional<Points> share_of(const SchemePart& part, const Fraction& rate) const {
    Fraction share{rate.of, 0};
    for (const std::string& other : group) share.of += rate_of(rates, part.measure, other).of;
    return share.of == 0 ? std::nullopt : score(part.line, share);
  }
  // Who had nothing to do has nothing to answer for.
  static Points lost(const SchemePart& part, const Fraction& rate) {
    Points lost{part.off.ten_thousandths * rate.hits};
    if (part.at_most) lost = std::min(lost, *part.at_most);
    return Points{} - lost;
  }
};

// Who is in which group; who is named nowhere comes last.
std::vector<std::pair<std::string, std::vector<std::string>>> members_of(const Scheme& scheme, const Rates& rates) {
  std::set<std::string> all;
  for (const SchemePart& part : scheme.parts)
    if (const auto found = rates.find(part.measure); found != rates.end())
      for (const auto& [row, rate] : found->second) all.insert(row);
  for (const GivenPoints& given : scheme.given)
    if (!given.of.empty()) all.insert(given.of);
  std::vector<std::pair<std::string, std::vector<std::string>>> groups = scheme.groups;
  for (auto& [name, members] : groups) {
    std::sort(members.begin(), members.end());
    for (const std::string& member : members) all.erase(member);
  }
  if (!all.empty()) groups.emplace_back("", std::vector<std::string>(all.begin(), all.end()));
  return groups;
}

// Those without a total stand apart, unplaced, at the end.
void place(std::vector<Scored>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const Scored& one, const Scored& other) {
    return one.total && (!other.total || *one.total > *other.total);
  });
  std::vector<Points> totals;
  for (const Scored& row : rows)
    if (row.total) totals.push_back(*row.total);
  const std::vector<std::size_t> places = ranks(totals);
  for (std::size_t i = 0; i < places.size(); ++i) rows[i].place = places[i];
}

}  // namespace

SchemeScore score(const Scheme& scheme, const Rates& rates) {
  SchemeScore result{scheme, {}};
  for (const auto& [name, members] : members_of(scheme, rates)) {
    ScoredGroup group{name, {}};
    const Appraiser appraiser{scheme, rates, members};
    for (const std::string& row : members) group.rows.push_back(appraiser.scored(row));
    if (scheme.ranked) place(group.rows);
    result.groups.push_back(std::move(group));
  }
  return result;
}

}  // namespace hotline
