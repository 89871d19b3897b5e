// The parts of a report as tables, one by one, and what its names are called.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "hotline/report/count.hpp"

namespace hotline {

// As people call them; where nobody gave a title, the name.
Title called(const Report& report, const std::string& kind, const std::string& name);  // kind: target, label, word
Title group_title(const Report& report, const std::string& by);                        // "target", "department"
Title row_title(const Report& report, const std::string& by, const std::string& row);
Title stretch_title(const ReportDetail& detail, const Stretch& stretch);
Title weekday_title(std::size_t weekday);  // Monday first
Title share_title(std::size_t share);      // "up to 30 %"
Title measure_title(const Measure& measure);

// A number that leads to its tickets, where the report knows them.
std::string link_to(const Report& report, const std::string& figure);
ReportCell counted_cell(const Report& report, std::int64_t count, const std::string& figure);

ReportTable measures_table(const Report& report);
ReportTable measure_rows(const Report& report, const MeasureCount& count, const MeasureCount::Group& group);
ReportTable promises_table(const Report& report, const Grouped& group);  // "all" as its first row
ReportTable scheme_table(const Report& report, const SchemeScore& score);
ReportTable escalated_table(const Report& report);
ReportTable over_time_rows(const Report& report, std::size_t measure);
ReportTable backlog_table(const Report& report);
ReportTable intake_table(const Report& report);
ReportTable time_used_table(const Report& report);

std::vector<ReportTable> detail_tables(const Report& report);  // none without its detail

std::vector<std::string> groups_of_measures(const Report& report);  // in the order the rules name them

struct PromiseColumn {
  std::string name;
  Title title;
  std::int64_t (*count)(const PromiseCount&);
};
const std::vector<PromiseColumn>& promise_columns();
const std::vector<PromiseColumn>& watched_columns();  // of rules with [watch]

}  // namespace hotline
