// Counts what a report shows beside its rates, one ticket after another.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hotline/calendar/zone.hpp"
#include "hotline/report/count.hpp"
#include "hotline/report/detail.hpp"
#include "report/picked.hpp"
#include "report/stays.hpp"
#include "report/ticket_list.hpp"

namespace hotline {

class DetailCounter {
 public:
  DetailCounter(const Rules& rules, const CountOptions& options, const Zone& zone);

  // What follows is of this ticket, until the next.
  void look_at(const Looked& looked);
  void begin(const Looked& looked, bool is_counted);
  void counted(const std::string& figure) { count(figures_[figure], room_for(figure)); }
  void promise(const Judged& promise, const Watched& seen, const std::string& by,
               const std::string& row);  // by "all": of no group
  void time_used(const Judged& promise);
  void measured(const MeasureCount& measure, const CountedTicket& counted, Instant at);

  ReportDetail detail(Instant until) const;

 private:
  using Day = std::int32_t;                 // local, since 1970
  using ByDay = std::map<Day, TicketList>;  // of days that have any
  struct Moments {                          // something that may happen to a ticket more than once
    ByDay days;
    std::vector<std::vector<Day>> repeated;  // of each ticket that it happened to on several days
  };
  struct Stay {
    Day from;
    Day to;
  };

  Day day_of(Instant at) const;
  std::size_t room_for(const std::string& figure) const;
  void count(TicketList& list, std::size_t at_most);
  std::size_t room_over_time(const std::string& begins, const std::string& ends) const;
  void happened(Moments& moments, const std::vector<Day>& days, const std::string& name);
  std::uint32_t listed();
  ListedTicket as_listed() const;
  void count_stays();
  void count_overdue();
  std::vector<Stretch> stretches(Instant until, Stride stride, Day begin, Day end) const;
  std::pair<Day, Day> axis(Instant until) const;  // half-open; empty: nothing was asked in
  Figure merged(const ByDay& days, const Stretch& stretch, std::size_t at_most) const;
  Figure staying(const Stays& stays, Day day, std::size_t at_most) const;
  Figure figure_of(TicketList list, std::size_t at_most) const;
  void add_rates(ReportDetail& detail) const;
  void add_backlog(ReportDetail& detail) const;

  const Rules& rules_;
  CountOptions options_;
  Zone zone_;
  TicketRegister register_;
  std::map<std::string, TicketList> figures_;
  struct Timed {
    std::map<Day, Fraction> rates;
    ByDay hits;
    ByDay counted;
  };
  std::map<std::string, Timed> measures_;
  Moments opened_, closed_, reopened_;
  Stays open_, overdue_;
  std::array<std::array<std::int64_t, 24>, 7> intake_{};
  std::map<std::string, TimeUsed> used_;
  std::optional<Day> first_, last_;  // on which something was asked in

  const Looked* looked_ = nullptr;
  std::uint64_t turn_ = 0;
  std::optional<std::uint32_t> listed_;
};

}  // namespace hotline
