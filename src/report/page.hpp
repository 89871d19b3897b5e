// What every page has: a head with its whole style, a switch between the languages, and what it is about.
#pragma once

#include <string>

#include "hotline/report/table.hpp"
#include "report/html.hpp"

namespace hotline {

// `body` is markup; it stands beneath the title. Nothing in the page is fetched from anywhere.
std::string page(const Title& title, const std::string& body, Language opens_in);

void cell_into(Html& html, const ReportCell& cell);
void table_into(Html& html, const ReportTable& table);  // with its title and note, as a section named by it
void rows_into(Html& html, const ReportTable& table);   // the table alone

extern const char* const page_style;

}  // namespace hotline
